// Package keptresult has functions that keep what their named results give, and such that do not.
package keptresult

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
)

type backend struct{ pool *pgxpool.Pool }

func (b *backend) shared(ctx context.Context) (pool *pgxpool.Pool, err error) {
	pool = b.pool
	if pool != nil {
		return pool, nil
	}
	pool, err = pgxpool.New(ctx, "postgres://db")
	if err != nil {
		return nil, fmt.Errorf("connecting: %w", err)
	}
	b.pool = pool
	return pool, nil
}

func (b *backend) fresh(ctx context.Context) (pool *pgxpool.Pool, err error) {
	pool, err = pgxpool.New(ctx, "postgres://db")
	if err != nil {
		return nil, fmt.Errorf("connecting: %w", err)
	}
	return pool, nil
}

func (b *backend) cleanCount(ctx context.Context) error {
	pool, err := b.shared(ctx)
	if err != nil {
		return err
	}
	_, err = pool.Exec(ctx, "select 1")
	return err
}

func (b *backend) count(ctx context.Context) error {
	pool, err := b.fresh(ctx) // want "the database pool in `pool` is never closed"
	if err != nil {
		return err
	}
	_, err = pool.Exec(ctx, "select 1")
	return err
}
