// Package pools opens pools of connections for a while.
package pools

import (
	"context"
	"database/sql"
	"fmt"
)

type store struct{ db *sql.DB }

func (s *store) Close() error { return s.db.Close() }

func newStore(dsn string) (*store, error) {
	db, err := sql.Open("postgres", dsn) // want "the database pool in `db` is not closed on every path"
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, fmt.Errorf("ping: %w", err)
	}
	return &store{db: db}, nil
}

func collect(ctx context.Context, dsn string) error {
	s, err := newStore(dsn)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.db.PingContext(ctx)
}
