// does-not-compile: who queries is not here, as where nothing was downloaded
package others

import (
	"database/sql"

	"example.org/absent/store"
)

func count(rows *sql.Rows) (total int, err error) {
	for rows.Next() {
		total++
	}
	return total, rows.Err()
}

func low_counts(db store.DB, queries []string) (total int, err error) {
	for _, query := range queries {
		rows, _, err := db.Query(query)
		if err != nil {
			return 0, err
		}
		defer rows.Close() // want "`rows`"
		n, err := count(rows)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}
