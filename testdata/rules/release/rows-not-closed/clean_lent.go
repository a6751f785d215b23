// Package cleanlent closes the rows that it lends to functions, or lends them to some that read on.
package cleanlent

import (
	"database/sql"
	"log"
)

func names(rows *sql.Rows) ([]string, error) {
	var found []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		found = append(found, name)
	}
	return found, rows.Err()
}

func deferred(db *sql.DB) ([]string, error) {
	rows, err := db.Query("select name from accounts")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return names(rows)
}

func afterwards(db *sql.DB) ([]string, error) {
	rows, err := db.Query("select name from accounts")
	if err != nil {
		return nil, err
	}
	found, err := names(rows)
	if err != nil {
		_ = rows.Close()
		return nil, err
	}
	return found, nil
}

// What cannot be read is passed over: the rows come to their end.
func passing(rows *sql.Rows) (found []string, err error) {
	for rows.Next() {
		var name string
		if failed := rows.Scan(&name); failed != nil {
			log.Print(failed)
			continue
		}
		found = append(found, name)
	}
	return found, rows.Err()
}

func all(db *sql.DB) ([]string, error) {
	rows, err := db.Query("select name from accounts")
	if err != nil {
		return nil, err
	}
	return passing(rows)
}

// The helper closes what it cannot read on.
func closing(rows *sql.Rows) (found []string, err error) {
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			_ = rows.Close()
			return nil, err
		}
		found = append(found, name)
	}
	return found, rows.Err()
}

func closed(db *sql.DB) ([]string, error) {
	rows, err := db.Query("select name from accounts")
	if err != nil {
		return nil, err
	}
	return closing(rows)
}
