// Package rows reads the rows of each round to their end, which closes them.
package rows

import "database/sql"

func low_counts(db *sql.DB, queries []string) (total int, err error) {
	for _, query := range queries {
		rows, err := db.Query(query)
		if err != nil {
			return 0, err
		}
		defer rows.Close() // want "`rows`"
		for rows.Next() {
			var n int
			if err := rows.Scan(&n); err != nil {
				return 0, err
			}
			total += n
		}
	}
	return total, nil
}

func sum(rows *sql.Rows) (total int, err error) {
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return 0, err
		}
		total += n
	}
	return total, rows.Err()
}

func low_sums(db *sql.DB, queries []string) (total int, err error) {
	for _, query := range queries {
		rows, err := db.Query(query)
		if err != nil {
			return 0, err
		}
		defer rows.Close() // want "`rows`"
		n, err := sum(rows)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}
