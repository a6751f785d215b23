// Package pgxrows leaves rows of pgx, which close themselves with their end and with an error of Scan, for other reasons.
package pgxrows

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"
)

var errTooMany = errors.New("too many jobs")

func tooMany(ctx context.Context, conn *pgx.Conn) (ids []int, err error) {
	rows, err := conn.Query(ctx, "select id from jobs") // want "result set in `rows` is never closed"
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var id int
		if err = rows.Scan(&id); err != nil {
			return nil, err
		}
		if len(ids) > 100 {
			return nil, errTooMany
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

func otherError(ctx context.Context, conn *pgx.Conn, check func(int) error) error {
	rows, err := conn.Query(ctx, "select id from jobs") // want "result set in `rows` is never closed"
	if err != nil {
		return err
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if err := check(id); err != nil {
			return err
		}
	}
	return rows.Err()
}

func ofDatabaseSQL(ctx context.Context, db *sql.DB) (ids []int, err error) {
	rows, err := db.QueryContext(ctx, "select id from jobs") // want "result set in `rows` is never closed"
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
