// Package ending has rows that end with a transaction.
package ending

import "database/sql"

func statement(db *sql.DB) (name string, err error) {
	tx, err := db.Begin()
	if err != nil {
		return "", err
	}
	defer tx.Rollback()
	stmt, err := tx.Prepare("select name from users")
	if err != nil {
		return "", err
	}
	rows, err := stmt.Query() // want "never closed"
	if err != nil {
		return "", err
	}
	if rows.Next() {
		err = rows.Scan(&name)
		return name, err
	}
	return "", nil
}

func direct(db *sql.DB) (name string, err error) {
	tx, err := db.Begin()
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	rows, err := tx.Query("select name from users") // want "never closed"
	if err != nil {
		return "", err
	}
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}
