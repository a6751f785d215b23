// Package clean finishes its transactions, or gives them to somebody who does.
package clean

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"gorm.io/gorm"
)

type account struct {
	ID      int
	Balance int
}

func deferred(db *sql.DB, id int) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.Exec("delete from users where id = ?", id); err != nil {
		return err
	}
	return tx.Commit()
}

func deferredClosure(ctx context.Context, pool *pgxpool.Pool) (err error) {
	tx, err := pool.BeginTx(ctx, pgx.TxOptions{})
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback(ctx)
			return
		}
		err = tx.Commit(ctx)
	}()
	_, err = tx.Exec(ctx, "delete from jobs")
	return err
}

func recovering(db *sql.DB, work func(*sql.Tx) error) (err error) {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			tx.Rollback()
			panic(p)
		}
		if err != nil {
			tx.Rollback()
		} else {
			err = tx.Commit()
		}
	}()
	return work(tx)
}

// gorm's Begin gives a transaction even where it failed; rolling that back does no harm.
func gormEarlyDefer(db *gorm.DB, one *account) error {
	tx := db.Begin()
	defer tx.Rollback()
	if tx.Error != nil {
		return tx.Error
	}
	if err := tx.Create(one).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

func gormRecovers(db *gorm.DB, one *account) error {
	tx := db.Begin()
	defer func() {
		if r := recover(); r != nil {
			tx.Rollback()
		}
	}()
	if err := tx.Error; err != nil {
		return err
	}
	if err := tx.Create(one).Error; err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit().Error
}

func gormFunction(db *gorm.DB, one *account) error {
	return db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(one).Error; err != nil {
			return err
		}
		return tx.Save(one).Error
	})
}

func gormChained(db *gorm.DB, ctx context.Context) error {
	tx := db.Begin().WithContext(ctx)
	defer tx.Rollback()
	return tx.Commit().Error
}

func everyBranch(db *sqlx.DB) error {
	tx, err := db.Beginx()
	if err != nil {
		return err
	}
	if _, err = tx.Exec("delete from users"); err != nil {
		if rollback := tx.Rollback(); rollback != nil {
			log.Print(rollback)
		}
		return err
	}
	return tx.Commit()
}

func returned(db *sql.DB) (*sql.Tx, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	return tx, nil
}

func twoResults(db *sql.DB) (tx *sql.Tx, done func() error, err error) {
	tx, err = db.Begin()
	if err != nil {
		return nil, nil, err
	}
	return tx, tx.Commit, nil
}

type unit struct {
	tx      *sql.Tx
	pending []*sql.Tx
}

func (u *unit) begin(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	u.tx = tx
	return nil
}

func (u *unit) queue(db *sql.DB) error {
	tx, err := db.Begin()
	if err == nil {
		u.pending = append(u.pending, tx)
	}
	return err
}

type txKey struct{}

func inContext(ctx context.Context, db *sql.DB) (context.Context, error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return context.WithValue(ctx, txKey{}, tx), nil
}

func ginMiddleware(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		tx := db.Begin()
		c.Set("tx", tx)
		c.Next()
	}
}

func finish(tx *sql.Tx, err *error) {
	if *err != nil {
		*err = errors.Join(*err, tx.Rollback())
		return
	}
	*err = tx.Commit()
}

func helper(db *sql.DB) (err error) {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer finish(tx, &err)
	_, err = tx.Exec("delete from users")
	return err
}

func passed(db *sql.DB, use func(*sql.Tx) error) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	return use(tx)
}

func tested(t *testing.T, db *sql.DB) *account {
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tx.Rollback() })
	return nil
}

func retried(db *sql.DB) (err error) {
	for range 3 {
		var tx *sql.Tx
		if tx, err = db.Begin(); err != nil {
			continue
		}
		if _, err = tx.Exec("update counters set n = n + 1"); err != nil {
			tx.Rollback()
			continue
		}
		if err = tx.Commit(); err == nil {
			return nil
		}
	}
	return err
}

func optional(db *sql.DB, atomic bool) error {
	var tx *sql.Tx
	if atomic {
		var err error
		if tx, err = db.Begin(); err != nil {
			return err
		}
	}
	if tx != nil {
		return tx.Commit()
	}
	return nil
}
