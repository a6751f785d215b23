// Package shapes has roundabout ways to finish a transaction, or to hand it over.
package shapes

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/gin-gonic/gin"
	"github.com/jmoiron/sqlx"
	"gorm.io/gorm"
)

func inTx(ctx context.Context, db *sql.DB, work func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		if rollbackErr := tx.Rollback(); rollbackErr != nil {
			return fmt.Errorf("%w (rollback: %w)", err, rollbackErr)
		}
		return err
	}
	return tx.Commit()
}

func done(tx *sql.Tx, err error) error {
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func byHelper(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	_, err = tx.Exec("delete from users")
	return done(tx, err)
}

type txer interface {
	Commit() error
	Rollback() error
}

func rollback(tx txer) {
	if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		panic(err)
	}
}

func byInterface(db *sqlx.DB) error {
	tx, err := db.Beginx()
	if err != nil {
		return err
	}
	defer rollback(tx)
	if _, err := tx.Exec("delete from users"); err != nil {
		return err
	}
	return tx.Commit()
}

func ownOrGiven(db *sql.DB, given *sql.Tx) (err error) {
	tx := given
	if tx == nil {
		if tx, err = db.Begin(); err != nil {
			return err
		}
		defer tx.Rollback()
	}
	if _, err := tx.Exec("delete from users"); err != nil {
		return err
	}
	if given == nil {
		return tx.Commit()
	}
	return nil
}

type repository struct {
	db *gorm.DB
	tx *gorm.DB
}

func (r *repository) withTx() *repository {
	return &repository{db: r.db, tx: r.db.Begin()}
}

func (r *repository) begin() *gorm.DB {
	tx := r.db.Begin()
	if tx.Error != nil {
		return nil
	}
	return tx
}

func committed(db *gorm.DB) (err error) {
	tx := db.Begin()
	defer func() {
		if err == nil {
			err = tx.Commit().Error
		} else {
			tx.Rollback()
		}
	}()
	return tx.Exec("delete from users").Error
}

func scoped(db *gorm.DB, name string) error {
	tx := db.Begin()
	query := tx.Where("name = ?", name)
	if err := query.Delete(&struct{}{}).Error; err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit().Error
}

func commitsBranch(db *gorm.DB, ok bool) {
	tx := db.Begin()
	if ok {
		tx.Commit()
	} else {
		tx.Rollback()
	}
}

func ginMiddleware(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		tx := db.Begin()
		defer func() {
			if r := recover(); r != nil {
				tx.Rollback()
				panic(r)
			}
		}()
		c.Set("tx", tx)
		c.Next()
		if len(c.Errors) > 0 {
			tx.Rollback()
			return
		}
		tx.Commit()
	}
}

func committer(db *sql.DB) (commit, abort func() error, err error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, nil, err
	}
	return tx.Commit, tx.Rollback, nil
}

func flagged(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	committed := false
	defer func() {
		if !committed {
			_ = tx.Rollback()
		}
	}()
	if _, err := tx.Exec("delete from users"); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	committed = true
	return nil
}
