// Package begun begins transactions in helpers that hand out a function beside them.
package begun

import (
	"context"
	"database/sql"
	"log"
	"time"
)

func begin(ctx context.Context, db *sql.DB) (*sql.Tx, func() error, func(), error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, nil, err
	}
	return tx, tx.Commit, func() { _ = tx.Rollback() }, nil
}

// timed hands out a function that only tells how long it took.
func timed(db *sql.DB) (*sql.Tx, func(), error) {
	start := time.Now()
	tx, err := db.Begin()
	if err != nil {
		return nil, nil, err
	}
	return tx, func() { log.Print(time.Since(start)) }, nil
}

func charge(db *sql.DB, amount int) error {
	tx, told, err := timed(db) // want "the transaction in `tx` is not finished on every path"
	if err != nil {
		return err
	}
	defer told()
	if _, err := tx.Exec("update accounts set balance = balance - ?", amount); err != nil {
		return err
	}
	return tx.Commit()
}

func commitsOnly(ctx context.Context, db *sql.DB, amount int) error {
	tx, commit, _, err := begin(ctx, db) // want "the transaction in `tx` is not finished on every path"
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "update accounts set balance = ?", amount); err != nil {
		return err
	}
	return commit()
}

func settle(ctx context.Context, db *sql.DB, amount int) error {
	tx, commit, undo, err := begin(ctx, db)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "update accounts set balance = ?", amount); err != nil {
		undo()
		return err
	}
	return commit()
}
