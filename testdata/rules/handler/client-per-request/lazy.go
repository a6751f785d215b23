// Package lazy makes a client where it finds that there is none yet.
package lazy

import (
	"context"
	"net/http"
	"sync"

	"github.com/jackc/pgx/v5/pgxpool"
)

type backend struct {
	mu    sync.RWMutex
	pool  *pgxpool.Pool
	other *pgxpool.Pool
}

func (b *backend) cleanShared(ctx context.Context) (pool *pgxpool.Pool, err error) {
	b.mu.RLock()
	pool = b.pool
	b.mu.RUnlock()
	if pool != nil {
		return pool, nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	pool = b.pool
	if pool != nil {
		return pool, nil
	}
	pool, err = pgxpool.New(ctx, "postgres://db")
	if err != nil {
		return nil, err
	}
	b.pool = pool
	return pool, nil
}

// Nothing keeps what it returns.
func (b *backend) fresh(ctx context.Context) (pool *pgxpool.Pool, err error) {
	if b.other != nil {
		return b.other, nil
	}
	pool, err = pgxpool.New(ctx, "postgres://other")
	return pool, err
}

func (b *backend) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	pool, err := b.cleanShared(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, _ = pool.Exec(r.Context(), "select 1")
	second, err := b.fresh(r.Context()) // want "a new database pool .* per request, never closed"
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, _ = second.Exec(r.Context(), "select 1")
}
