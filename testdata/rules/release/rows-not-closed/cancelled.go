// Package cancelled makes queries that go on when it returns.
package cancelled

import (
	"context"
	"database/sql"
	"time"
)

func first(ctx context.Context, db *sql.DB) (string, error) {
	rows, err := db.QueryContext(ctx, "select host from hosts") // want "result set in `rows`"
	if err != nil {
		return "", err
	}
	var host string
	if rows.Next() {
		err = rows.Scan(&host)
	}
	return host, err
}

func firstOf(ctx context.Context, db *sql.DB) (string, error) {
	limited, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if err := db.PingContext(limited); err != nil {
		return "", err
	}
	rows, err := db.QueryContext(ctx, "select host from hosts") // want "result set in `rows`"
	if err != nil {
		return "", err
	}
	var host string
	if rows.Next() {
		err = rows.Scan(&host)
	}
	return host, err
}
