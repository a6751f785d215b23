// Package stores has interfaces with a Commit and a Rollback of which nothing stays open.
package stores

import (
	"context"
	"net/http"
)

// What ends it has other names.
type changes interface {
	Put(key, value string) error
	Commit() error
	Rollback() error
	RollbackIfOpen(ctx context.Context)
	Discard()
	End(err *error)
}

type badger interface {
	NewTransaction(update bool) (changes, error)
}

func discards(db badger, key string) error {
	tx, err := db.NewTransaction(true)
	if err != nil {
		return err
	}
	defer tx.Discard()
	if err := tx.Put(key, "1"); err != nil {
		return err
	}
	return tx.Commit()
}

func rollsBackIfOpen(ctx context.Context, db badger, key string) error {
	tx, err := db.NewTransaction(true)
	if err != nil {
		return err
	}
	defer tx.RollbackIfOpen(ctx)
	return tx.Put(key, "1")
}

func ends(db badger, key string) (err error) {
	tx, err := db.NewTransaction(true)
	if err != nil {
		return err
	}
	defer tx.End(&err)
	return tx.Put(key, "1")
}

// These show one that is there.
type shows interface {
	CurrentTransaction(ctx context.Context) (changes, error)
	Transaction(id string) (changes, error)
	GetTransaction(ctx context.Context) (changes, error)
}

func shown(ctx context.Context, s shows, key string) error {
	current, err := s.CurrentTransaction(ctx)
	if err != nil {
		return err
	}
	if err := current.Put(key, "1"); err != nil {
		return err
	}
	found, err := s.Transaction(key)
	if err != nil {
		return err
	}
	if err := found.Put(key, "2"); err != nil {
		return err
	}
	got, err := s.GetTransaction(ctx)
	if err != nil {
		return err
	}
	return got.Put(key, "3")
}

// The manager ends them.
type manager interface {
	Begin(ctx context.Context) (context.Context, changes, error)
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
}

func managed(ctx context.Context, m manager, key string) error {
	ctx, tx, err := m.Begin(ctx)
	if err != nil {
		return err
	}
	defer m.Rollback(ctx)
	if err := tx.Put(key, "1"); err != nil {
		return err
	}
	return m.Commit(ctx)
}

// What is prepared here is finished by another request.
type prepared interface {
	Put(key, value string) error
	Prepare() error
	Commit() error
	Rollback() error
}

type resource interface {
	BeginXA(ctx context.Context, id string) (prepared, error)
}

func prepares(ctx context.Context, r resource, id string) error {
	xa, err := r.BeginXA(ctx, id)
	if err != nil {
		return err
	}
	if err := xa.Put(id, "1"); err != nil {
		return err
	}
	return xa.Prepare()
}

// The only one that there is holds what is to be written, and that is all.
type pending interface {
	Put(key, value string)
	Commit() error
	Rollback() error
}

type memory struct{ values map[string]string }

type writes struct {
	store  *memory
	values map[string]string
}

func (w *writes) Put(key, value string) { w.values[key] = value }

func (w *writes) Commit() error {
	for key, value := range w.values {
		w.store.values[key] = value
	}
	return nil
}

func (w *writes) Rollback() error { return nil }

func (m *memory) Begin() (pending, error) {
	return &writes{store: m, values: map[string]string{}}, nil
}

type store interface{ Begin() (pending, error) }

func held(s store, r *http.Request) error {
	tx, err := s.Begin()
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return err
	}
	tx.Put("form", r.Form.Encode())
	return tx.Commit()
}
