// Package transactions has rows beside transactions that do not end them.
package transactions

import "database/sql"

func ofPool(db *sql.DB) (name string, err error) {
	tx, err := db.Begin()
	if err != nil {
		return "", err
	}
	defer tx.Rollback()
	rows, err := db.Query("select name from users") // want "never closed"
	if err != nil {
		return "", err
	}
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}

func statementOfPool(db *sql.DB, tx *sql.Tx) (name string, err error) {
	defer tx.Rollback()
	stmt, err := db.Prepare("select name from users")
	if err != nil {
		return "", err
	}
	defer stmt.Close()
	rows, err := stmt.Query() // want "never closed"
	if err != nil {
		return "", err
	}
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}

func left(db *sql.DB) (name string, err error) {
	tx, err := db.Begin()
	if err != nil {
		return "", err
	}
	rows, err := tx.Query("select name from users") // want "never closed"
	if err != nil {
		return "", tx.Rollback()
	}
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}
