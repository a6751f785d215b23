package transaction

import (
	"context"
	"database/sql"
)

// unit is a transaction with the store it belongs to.
type unit struct {
	*sql.Tx
	store *unitStore
}

type unitStore struct{ pool *sql.DB }

func (s *unitStore) open(ctx context.Context) (*unit, error) {
	tx, err := s.pool.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &unit{Tx: tx, store: s}, nil
}

func (s *unitStore) forget(ctx context.Context, id int64) error {
	u, err := s.open(ctx) // want "the transaction in `u` is not finished on every path"
	if err != nil {
		return err
	}
	if _, err := u.ExecContext(ctx, "delete from proxies where id = ?", id); err != nil {
		return err
	}
	return u.Commit()
}

func (s *unitStore) forgetWell(ctx context.Context, id int64) error {
	u, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer u.Rollback()
	if _, err := u.ExecContext(ctx, "delete from proxies where id = ?", id); err != nil {
		return err
	}
	return u.Commit()
}

// ledgerTx counts what it writes, and commits or rolls back by methods of its own.
type ledgerTx struct {
	inner   *sql.Tx
	entries int
}

func (t *ledgerTx) Commit() error   { return t.inner.Commit() }
func (t *ledgerTx) Rollback() error { return t.inner.Rollback() }

func (t *ledgerTx) add(text string) error {
	t.entries++
	_, err := t.inner.Exec("insert into ledger values (?)", text)
	return err
}

func openLedger(db *sql.DB) (*ledgerTx, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	return &ledgerTx{inner: tx}, nil
}

func book(db *sql.DB, text string) error {
	t, err := openLedger(db) // want "the transaction in `t` is not finished on every path"
	if err != nil {
		return err
	}
	if err := t.add(text); err != nil {
		return err
	}
	return t.Commit()
}

func bookWell(db *sql.DB, text string) error {
	t, err := openLedger(db)
	if err != nil {
		return err
	}
	if err := t.add(text); err != nil {
		_ = t.Rollback()
		return err
	}
	return t.Commit()
}

// journal is a transaction that may be closed as well, as its kind is elsewhere.
type journal struct{ tx *sql.Tx }

func (j *journal) Commit() error   { return j.tx.Commit() }
func (j *journal) Rollback() error { return j.tx.Rollback() }
func (j *journal) Close() error    { return j.tx.Rollback() }

func openJournal(db *sql.DB) (*journal, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	return &journal{tx: tx}, nil
}

func readJournal(db *sql.DB) error {
	j, err := openJournal(db)
	if err != nil {
		return err
	}
	defer j.Close()
	_, err = j.tx.Exec("select 1")
	return err
}
