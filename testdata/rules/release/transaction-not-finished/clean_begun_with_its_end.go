// Package clean begins transactions in helpers that hand out what ends them, too.
package clean

import (
	"context"
	"database/sql"
	"log"
)

type store struct{ db *sql.DB }

func begin(ctx context.Context, db *sql.DB) (*sql.Tx, func() error, func(), error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, nil, err
	}
	undo := func() {
		if err := tx.Rollback(); err != nil {
			log.Print(err)
		}
	}
	return tx, tx.Commit, undo, nil
}

func (s *store) begin(ctx context.Context) (tx *sql.Tx, commit func() error, undo func(), err error) {
	return begin(ctx, s.db)
}

func named(db *sql.DB) (tx *sql.Tx, end func(ok bool), err error) {
	tx, err = db.Begin()
	if err != nil {
		return nil, nil, err
	}
	end = func(ok bool) {
		if ok {
			_ = tx.Commit()
			return
		}
		_ = tx.Rollback()
	}
	return tx, end, nil
}

func rename(ctx context.Context, db *sql.DB, name string) error {
	tx, commit, undo, err := begin(ctx, db)
	if err != nil {
		return err
	}
	defer undo()
	if _, err := tx.ExecContext(ctx, "update shops set name = ?", name); err != nil {
		return err
	}
	return commit()
}

func (s *store) remove(ctx context.Context, id int) error {
	tx, commit, undo, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer undo()
	if _, err := tx.ExecContext(ctx, "delete from shops where id = ?", id); err != nil {
		return err
	}
	return commit()
}

func count(db *sql.DB) (n int, err error) {
	tx, end, err := named(db)
	if err != nil {
		return 0, err
	}
	defer func() { end(err == nil) }()
	err = tx.QueryRow("select count(*) from shops").Scan(&n)
	return n, err
}

func ping(ctx context.Context, db *sql.DB) error {
	_, _, undo, err := begin(ctx, db)
	if err != nil {
		return err
	}
	undo()
	return nil
}
