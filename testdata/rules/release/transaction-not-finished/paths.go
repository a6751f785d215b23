// Package paths leaves transactions open on some way out of each function.
package paths

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"

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

func execError(db *sql.DB, id int) error {
	tx, err := db.Begin() // want "transaction in `tx` is not finished on every path"
	if err != nil {
		return err
	}
	if _, err := tx.Exec("delete from users where id = ?", id); err != nil {
		return err
	}
	return tx.Commit()
}

func oneForgotten(ctx context.Context, db *sql.DB, from, to, amount int) error {
	tx, err := db.BeginTx(ctx, nil) // want "transaction"
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "update accounts set balance = balance - ? where id = ?", amount, from); err != nil {
		tx.Rollback()
		return err
	}
	if _, err := tx.ExecContext(ctx, "update accounts set balance = balance + ? where id = ?", amount, to); err != nil {
		return fmt.Errorf("credit: %w", err)
	}
	return tx.Commit()
}

func readsOnly(db *sqlx.DB) (accounts []account, err error) {
	tx, err := db.Beginx() // want "never finished"
	if err != nil {
		return nil, err
	}
	err = tx.Select(&accounts, "select * from accounts")
	return accounts, err
}

func gormErrors(db *gorm.DB, one *account) error {
	tx := db.Begin() // want "transaction"
	if tx.Error != nil {
		return tx.Error
	}
	if err := tx.Create(one).Error; err != nil {
		return err
	}
	return tx.Commit().Error
}

func gormChecks(db *gorm.DB, id int) error {
	tx := db.Begin() // want "transaction"
	var one account
	if err := tx.First(&one, id).Error; err != nil {
		tx.Rollback()
		return err
	}
	if one.Balance < 0 {
		return errors.New("overdrawn")
	}
	return tx.Save(&one).Commit().Error
}

func switches(ctx context.Context, pool *pgxpool.Pool, kind string) error {
	tx, err := pool.Begin(ctx) // want "transaction"
	if err != nil {
		return err
	}
	switch kind {
	case "credit", "debit":
		_, err = tx.Exec(ctx, "insert into ledger (kind) values ($1)", kind)
	default:
		return fmt.Errorf("unknown kind %q", kind)
	}
	if err != nil {
		return errors.Join(err, tx.Rollback(ctx))
	}
	return tx.Commit(ctx)
}

func namedResult(ctx context.Context, conn *pgx.Conn) (count int, err error) {
	tx, err := conn.Begin(ctx) // want "transaction"
	if err != nil {
		return
	}
	err = tx.QueryRow(ctx, "select count(*) from jobs").Scan(&count)
	if err != nil {
		return
	}
	err = tx.Commit(ctx)
	return
}

func perItem(db *sql.DB, ids []int) error {
	for _, id := range ids {
		tx, err := db.Begin() // want "transaction"
		if err != nil {
			return err
		}
		if _, err := tx.Exec("delete from jobs where id = ?", id); err != nil {
			continue
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

func begin(ctx context.Context, db *sqlx.DB) (*sqlx.Tx, error) {
	return db.BeginTxx(ctx, &sql.TxOptions{ReadOnly: true})
}

func viaHelper(ctx context.Context, db *sqlx.DB, id int) (one account, err error) {
	tx, err := begin(ctx, db) // want "transaction"
	if err != nil {
		return one, err
	}
	if err := tx.Get(&one, "select * from accounts where id = ?", id); err != nil {
		return one, err
	}
	return one, tx.Commit()
}

func must(db *sqlx.DB, one account) error {
	tx := db.MustBegin() // want "transaction"
	if _, err := tx.NamedExec("insert into accounts (balance) values (:balance)", one); err != nil {
		return err
	}
	return tx.Commit()
}

func ginHandler(db *gorm.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		tx := db.WithContext(c.Request.Context()).Begin() // want "transaction"
		var one account
		if err := c.ShouldBindJSON(&one); err != nil {
			c.AbortWithStatus(http.StatusBadRequest)
			return
		}
		if err := tx.Create(&one).Error; err != nil {
			tx.Rollback()
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		tx.Commit()
		c.JSON(http.StatusOK, one)
	}
}

func inGoroutine(db *sql.DB, done chan<- error) {
	go func() {
		tx, err := db.Begin() // want "transaction"
		if err != nil {
			done <- err
			return
		}
		if _, err := tx.Exec("vacuum"); err != nil {
			done <- err
			return
		}
		done <- tx.Commit()
	}()
}

func lateRollback(db *sql.DB, empty bool) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if empty {
		return nil
	}
	defer tx.Rollback() // want late-defer:"tx"
	return tx.Commit()
}

func insert(tx *sql.Tx, id int) error {
	_, err := tx.Exec("insert into jobs (id) values (?)", id)
	return err
}

func borrowed(db *sql.DB, id int) error {
	tx, err := db.Begin() // want "transaction"
	if err != nil {
		return err
	}
	if err := insert(tx, id); err != nil {
		return err
	}
	return tx.Commit()
}

func onConn(ctx context.Context, conn *sql.Conn, rows []int) error {
	tx, err := conn.BeginTx(ctx, nil) // want "transaction"
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return nil
	}
	return tx.Commit()
}
