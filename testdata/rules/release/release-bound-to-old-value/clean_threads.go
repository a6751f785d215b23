// Package threads has shapes from reports of false alarms, and of leaks as they were mended.
package threads

import (
	"database/sql"
	"os"
)

// ryanrolds/sqlclosecheck#43: one variable, closed and used again.
func again(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	closeRows := func() { _ = rows.Close() }
	closeRows()
	rows, err = db.Query("select 2")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	return rows.Err()
}

// xataio/pgroll#1015: the first rows are closed before the second take their variable.
func fixed(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := rows.Scan(new(int)); err != nil {
			rows.Close()
			return err
		}
	}
	if err := rows.Close(); err != nil {
		return err
	}
	rows, err = db.Query("select 2")
	if err != nil {
		return err
	}
	defer rows.Close()
	return rows.Err()
}

// newrelic/nri-flex#667: each round has its own variable.
func rounds(paths []string) error {
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		if err := file.Close(); err != nil {
			return err
		}
	}
	return nil
}
