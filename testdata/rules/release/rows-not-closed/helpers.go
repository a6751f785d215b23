// Package helpers reads rows through functions of its own.
package helpers

import (
	"database/sql"
	"errors"
)

var errNone = errors.New("none")

type token struct{ name string }

func readToken(rows *sql.Rows) (*token, error) {
	if !rows.Next() {
		return nil, errNone
	}
	var found token
	if err := rows.Scan(&found.name); err != nil {
		return nil, err
	}
	return &found, rows.Err()
}

// One row is read, and the rest keeps the connection.
func one(db *sql.DB, id int) (*token, error) {
	rows, err := db.Query("select name from tokens where id = $1", id) // want "never closed"
	if err != nil {
		return nil, err
	}
	return readToken(rows)
}

func scanned(rows *sql.Rows) (name string, err error) {
	err = rows.Scan(&name)
	return name, err
}

func early(db *sql.DB) (names []string, err error) {
	rows, err := db.Query("select name from tokens") // want "on every path"
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		name, err := scanned(rows)
		if err != nil {
			return nil, err
		}
		if name == "" {
			return names, nil
		}
		names = append(names, name)
	}
	return names, rows.Close()
}

// Called again and again, it comes to the end.
func all(db *sql.DB) (found []*token, err error) {
	rows, err := db.Query("select name from tokens")
	if err != nil {
		return nil, err
	}
	for {
		next, err := readToken(rows)
		if errors.Is(err, errNone) {
			return found, nil
		}
		found = append(found, next)
	}
}

func readAll(rows *sql.Rows) (found []*token) {
	for rows.Next() {
		var next token
		if rows.Scan(&next.name) == nil {
			found = append(found, &next)
		}
	}
	return found
}

func read(db *sql.DB) ([]*token, error) {
	rows, err := db.Query("select name from tokens")
	if err != nil {
		return nil, err
	}
	return readAll(rows), nil
}

func closed(db *sql.DB) (*token, error) {
	rows, err := db.Query("select name from tokens")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return readToken(rows)
}
