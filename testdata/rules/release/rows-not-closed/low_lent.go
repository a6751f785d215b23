// Package lent reads rows of transactions that its callers end.
package lent

import (
	"context"
	"database/sql"
)

func migrate(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, "select id, path from albums") // want "the result set in `rows` is not closed on every path"
	if err != nil {
		return err
	}
	paths := map[int]string{}
	for rows.Next() {
		var id int
		var path string
		if err := rows.Scan(&id, &path); err != nil {
			return err
		}
		paths[id] = path
	}
	rows.Close()
	return nil
}
