// Package drained reads rows to their end, which closes them; only a panic could lose them.
package drained

import "database/sql"

func countAll(db *sql.DB) (count int, err error) {
	rows, err := db.Query("select id from users") // want "result set"
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		count++
	}
	return count, rows.Err()
}
