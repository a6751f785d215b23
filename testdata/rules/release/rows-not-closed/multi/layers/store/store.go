// Package store reads users from a database.
package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Queries is what the handlers know of the database.
type Queries interface {
	List(ctx context.Context, limit int) (*sql.Rows, error)
	Count(ctx context.Context) (int, error)
}

// Store is the only implementation.
type Store struct{ db *sql.DB }

// New returns a store.
func New(db *sql.DB) *Store { return &Store{db} }

// List hands its rows out: the caller closes them.
func (s *Store) List(ctx context.Context, limit int) (*sql.Rows, error) {
	rows, err := s.db.QueryContext(ctx, "select name from users limit ?", limit)
	if err != nil {
		return nil, fmt.Errorf("list: %w", err)
	}
	return rows, nil
}

// Count forgets to close where scanning fails.
func (s *Store) Count(ctx context.Context) (n int, err error) {
	rows, err := s.db.QueryContext(ctx, "select count(*) from users") // want "result set"
	if err != nil {
		return 0, err
	}
	if rows.Next() {
		if err := rows.Scan(&n); err != nil {
			return 0, err
		}
	}
	return n, rows.Close()
}
