// Package lowpgx reads rows that close themselves with their end, and with an error of Scan or Values: only a panic loses them.
package lowpgx

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

func scanned(ctx context.Context, conn *pgx.Conn) (ids []int, err error) {
	rows, err := conn.Query(ctx, "select id from jobs") // want "result set in `rows`"
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

func withinAcquired(ctx context.Context, pool *pgxpool.Pool) (ids []any, err error) {
	err = pool.AcquireFunc(ctx, func(conn *pgxpool.Conn) error {
		var rows pgx.Rows
		rows, err := conn.Query(ctx, "select id from jobs") // want "result set in `rows`"
		if err != nil {
			return err
		}
		for rows.Next() {
			values, err := rows.Values()
			if err != nil {
				return err
			}
			ids = append(ids, values[0])
		}
		return rows.Err()
	})
	return ids, err
}
