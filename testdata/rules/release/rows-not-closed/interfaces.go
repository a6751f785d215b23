// Package interfaces reads through interfaces that are declared like the real thing.
package interfaces

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

type DBTX interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	PrepareContext(context.Context, string) (*sql.Stmt, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

type Queries struct{ db DBTX }

func (q *Queries) names(ctx context.Context) ([]string, error) {
	rows, err := q.db.QueryContext(ctx, "select name from users")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func (q *Queries) first(ctx context.Context) (name string, err error) {
	rows, err := q.db.QueryContext(ctx, "select name from users") // want "never closed"
	if err != nil {
		return "", err
	}
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}

func (q *Queries) touch(ctx context.Context) error {
	_, err := q.db.QueryContext(ctx, "update users set seen = now()") // want result-discarded:"the result set is dropped"
	return err
}

type pgQuerier interface {
	Exec(context.Context, string, ...any) (pgconn.CommandTag, error)
	Query(context.Context, string, ...any) (pgx.Rows, error)
}

func any1(ctx context.Context, db pgQuerier) (bool, error) {
	rows, err := db.Query(ctx, "select 1") // want "never closed"
	if err != nil {
		return false, err
	}
	return rows.Next(), rows.Err()
}

// It has the name alone.
type questions interface {
	Query(string) (*sql.Rows, bool)
}

func ask(q questions) bool {
	rows, ok := q.Query("why")
	return ok && rows != nil
}
