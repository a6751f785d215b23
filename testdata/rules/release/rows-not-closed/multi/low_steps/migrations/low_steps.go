// Package migrations brings the shop's tables up to date.
package migrations

import "database/sql"

// Third gives those without a name one.
func Third(db *sql.DB) error {
	rows, err := db.Query("select id from goods where name = ''") // want "the result set in `rows` is never closed"
	if err != nil {
		return err
	}
	var all []int
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		all = append(all, id)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, id := range all {
		if _, err := db.Exec("update goods set name = 'unnamed' where id = $1", id); err != nil {
			return err
		}
	}
	return nil
}
