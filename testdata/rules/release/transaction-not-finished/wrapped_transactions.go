// Package wrapped has transactions of its own around those of database/sql.
package wrapped

import (
	"context"
	"database/sql"
)

type Tx interface {
	Run(ctx context.Context, query string) error
	Commit() error
	Rollback() error
}

type Store interface {
	Begin(ctx context.Context) (Tx, error)
}

type Draft interface {
	Set(text string) error
	Commit() error
	Rollback() error
}

type Desk interface {
	OpenTemplate(ctx context.Context, name string) (Draft, error)
}

type around struct{ inner *sql.Tx }

func (a *around) Run(ctx context.Context, query string) error {
	_, err := a.inner.ExecContext(ctx, query)
	return err
}

func (a *around) Commit() error   { return a.inner.Commit() }
func (a *around) Rollback() error { return a.inner.Rollback() }

type database struct{ db *sql.DB }

func (d *database) Begin(ctx context.Context) (Tx, error) {
	tx, err := d.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &around{tx}, nil
}

type shop struct {
	store Store
	desk  Desk
}

func (s *shop) sell(ctx context.Context) error {
	tx, err := s.store.Begin(ctx) // want "the transaction in `tx` is not finished on every path"
	if err != nil {
		return err
	}
	if err := tx.Run(ctx, "update stock set n = n - 1"); err != nil {
		return err
	}
	return tx.Commit()
}

// A template is no transaction, though it can be kept or given up.
func (s *shop) write(ctx context.Context) error {
	draft, err := s.desk.OpenTemplate(ctx, "letter")
	if err != nil {
		return err
	}
	if err := draft.Set("Dear"); err != nil {
		return err
	}
	return draft.Commit()
}
