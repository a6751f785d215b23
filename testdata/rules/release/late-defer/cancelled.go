// Package cancelledrows leaves rows before their Close is deferred, where their context is over, and where it is not.
package cancelledrows

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

func outOfTime(db *sql.DB) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	rows, err := db.QueryContext(ctx, "select id from jobs")
	if ctx.Err() == context.DeadlineExceeded {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	defer rows.Close()
	return rows.Err()
}

func overAnyhow(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "select id from jobs")
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	defer rows.Close()
	return rows.Err()
}

func ofAnother(ctx, other context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "select id from jobs")
	if err != nil {
		return err
	}
	if other.Err() != nil {
		return errors.New("too late")
	}
	defer rows.Close() // want "a return before this defer leaves it open"
	return rows.Err()
}

func notYet(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "select id from jobs")
	if err != nil {
		return err
	}
	if ctx.Err() == nil {
		return errors.New("too early")
	}
	defer rows.Close() // want "a return before this defer leaves it open"
	return rows.Err()
}
