// Package unset rolls back in a defer that looks at an error.
package unset

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

var errNothing = errors.New("nothing to move")

type stock struct{ db *sql.DB }

func (s *stock) move(ctx context.Context, from, to, count int) error {
	tx, err := s.db.BeginTx(ctx, nil) // want "the transaction in `tx` is not finished on every path"
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
		}
	}()
	res, err := tx.ExecContext(ctx, "UPDATE shelf SET n = n - ? WHERE id = ?", count, from)
	if err != nil {
		return err
	}
	changed, err := res.RowsAffected()
	if err != nil {
		return err
	}
	if changed == 0 {
		return errNothing
	}
	if _, err = tx.ExecContext(ctx, "UPDATE shelf SET n = n + ? WHERE id = ?", count, to); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *stock) hide(ctx context.Context, id int) error {
	tx, err := s.db.BeginTx(ctx, nil) // want "the transaction in `tx` is not finished on every path"
	if err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			_ = tx.Rollback()
			panic(p)
		} else if err != nil {
			_ = tx.Rollback()
		}
	}()
	if _, err := tx.ExecContext(ctx, "DELETE FROM shelf WHERE id = ?", id); err != nil {
		return fmt.Errorf("shelf %d: %w", id, err)
	}
	return tx.Commit()
}

func (s *stock) skip(ctx context.Context, ids []int) error {
	var err error
	tx, err := s.db.BeginTx(ctx, nil) // want "the transaction in `tx` is not finished on every path"
	if err != nil {
		return err
	}
	defer func() {
		if err == nil {
			return
		}
		_ = tx.Rollback()
	}()
	for _, id := range ids {
		if _, err = tx.ExecContext(ctx, "DELETE FROM shelf WHERE id = ?", id); err != nil {
			return err
		}
		if id == 0 {
			return nil
		}
	}
	return tx.Commit()
}

func (s *stock) cleanNamed(ctx context.Context, id int) (err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
		}
	}()
	if id == 0 {
		return errNothing
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM shelf WHERE id = ?", id); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *stock) cleanSet(ctx context.Context, id int) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
		}
	}()
	if id == 0 {
		err = errNothing
		return err
	}
	if _, err = tx.ExecContext(ctx, "DELETE FROM shelf WHERE id = ?", id); err != nil {
		return err
	}
	err = tx.Commit()
	return err
}

func (s *stock) cleanEither(ctx context.Context, id int) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
			return
		}
		err = tx.Commit()
	}()
	if id == 0 {
		return errNothing
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM shelf WHERE id = ?", id)
	return err
}

func (s *stock) cleanBefore(ctx context.Context, id int) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
		}
	}()
	if id == 0 {
		_ = tx.Rollback()
		return errNothing
	}
	if _, err = tx.ExecContext(ctx, "DELETE FROM shelf WHERE id = ?", id); err != nil {
		return err
	}
	return tx.Commit()
}

func fail(err *error, why string) error {
	*err = errors.New(why)
	return *err
}

func (s *stock) cleanFailing(ctx context.Context, id int) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
		}
	}()
	if id == 0 {
		return fail(&err, "no shelf")
	}
	if _, err = tx.ExecContext(ctx, "DELETE FROM shelf WHERE id = ?", id); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *stock) cleanNoted(ctx context.Context, each func(func(error))) error {
	var err error
	note := func(failed error) { err = failed }
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
		}
	}()
	each(note)
	if s.db.Stats().OpenConnections == 0 {
		return errNothing
	}
	return tx.Commit()
}
