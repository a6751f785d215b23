// Package pools opens pools of connections, for a while or for good.
package pools

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
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

func low_newLasting(dsn string) (*store, error) {
	db, err := sql.Open("postgres", dsn) // want "database pool"
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, fmt.Errorf("ping: %w", err)
	}
	return &store{db: db}, nil
}

type server struct{ s *store }

func newServer(dsn string) (*server, error) {
	s, err := low_newLasting(dsn)
	if err != nil {
		return nil, err
	}
	return &server{s: s}, nil
}

func low_newServed(dsn string) (*store, error) {
	db, err := sql.Open("postgres", dsn) // want "database pool"
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, fmt.Errorf("ping: %w", err)
	}
	return &store{db: db}, nil
}

func serve(dsn string) error {
	s, err := low_newServed(dsn)
	if err != nil {
		return err
	}
	defer s.Close()
	return http.ListenAndServe("localhost:8080", nil)
}
