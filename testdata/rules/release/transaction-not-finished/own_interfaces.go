package transactions

import (
	"context"
	"database/sql"
	"errors"
)

type changes interface {
	Put(key, value string) error
	Commit() error
	Rollback() error
}

type ledger interface {
	Begin(ctx context.Context) (changes, error)
	TransactionContext(ctx context.Context, write bool) (context.Context, changes, error)
	Changes() (changes, error)
}

func transfer(ctx context.Context, db ledger, from, to string) error {
	tx, err := db.Begin(ctx) // want "the transaction in `tx` is not finished on every path"
	if err != nil {
		return err
	}
	if err := tx.Put(from, to); err != nil {
		return err
	}
	return tx.Commit()
}

func prepare(ctx context.Context, db ledger, key string) error {
	ctx, tx, err := db.TransactionContext(ctx, true) // want "the transaction in `tx` is not finished on every path"
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := tx.Put(key, ""); err != nil {
		if again := tx.Rollback(); again != nil {
			return errors.Join(err, again)
		}
		return err
	}
	return tx.Commit()
}

func clean_deferred(ctx context.Context, db ledger, key string) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.Put(key, "1"); err != nil {
		return err
	}
	return tx.Commit()
}

func clean_shown(db ledger) error {
	tx, err := db.Changes()
	if err != nil {
		return err
	}
	return tx.Put("a", "b")
}

// Whoever has the transaction within ends the one around it.
type shown interface {
	Commit() error
	Rollback() error
	Inner() any
}

type showing interface {
	StartTx() (shown, error)
}

func clean_inner(db showing) error {
	tx, err := db.StartTx()
	if err != nil {
		return err
	}
	inner := tx.Inner().(*sql.Tx)
	defer inner.Rollback()
	if _, err := inner.Exec("delete from t"); err != nil {
		return err
	}
	return inner.Commit()
}
