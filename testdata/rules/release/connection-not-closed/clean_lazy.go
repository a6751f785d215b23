// Package clean_lazy opens a pool for the first who asks, and keeps it for all.
package clean_lazy

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5/pgxpool"
)

type shelf struct {
	mu   sync.Mutex
	dsn  string
	pool *pgxpool.Pool
}

func (s *shelf) open(ctx context.Context) (pool *pgxpool.Pool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pool != nil {
		return s.pool, nil
	}
	pool, err = pgxpool.New(ctx, s.dsn)
	if err != nil {
		return nil, err
	}
	s.pool = pool
	return pool, nil
}

func (s *shelf) count(ctx context.Context) (int, error) {
	pool, err := s.open(ctx)
	if err != nil {
		return 0, err
	}
	var n int
	err = pool.QueryRow(ctx, "select count(*) from books").Scan(&n)
	return n, err
}

func (s *shelf) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pool != nil {
		s.pool.Close()
	}
}
