// Package store reads the shop's tables.
package store

import "database/sql"

// Unnamed lists the goods without a name.
func Unnamed(db *sql.DB) ([]int, error) {
	rows, err := db.Query("select id from goods where name = ''") // want "the result set in `rows` is never closed"
	if err != nil {
		return nil, err
	}
	var all []int
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		all = append(all, id)
	}
	return all, rows.Err()
}
