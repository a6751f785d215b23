// Package paths loses rows on some way out of each function.
package paths

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
	"gorm.io/gorm"
)

type user struct {
	ID   int
	Name string
}

func scanError(db *sql.DB) ([]string, error) {
	rows, err := db.Query("select name from users") // want "result set in `rows` is not closed on every path"
	if err != nil {
		return nil, err
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	rows.Close()
	return names, rows.Err()
}

func firstOnly(ctx context.Context, db *sql.DB, id int) (name string, err error) {
	rows, err := db.QueryContext(ctx, "select name from users where id = ?", id) // want "result set"
	if err != nil {
		return "", err
	}
	if rows.Next() {
		err = rows.Scan(&name)
	}
	return name, err
}

func exists(db *sqlx.DB, name string) bool {
	rows, err := db.Queryx("select 1 from users where name = ?", name) // want "result set"
	if err != nil {
		return false
	}
	return rows.Next()
}

func embeddedQuery(db *sqlx.DB) error {
	rows, err := db.Query("select 1") // want "result set"
	if err != nil {
		return err
	}
	for rows.Next() {
		var u user
		if err := sqlx.StructScan(rows, &u); err != nil {
			return err
		}
	}
	return rows.Close()
}

func inTransaction(tx *sql.Tx, limit int) (count int, err error) {
	rows, err := tx.Query("select id from jobs") // want "result set"
	if err != nil {
		return
	}
	for rows.Next() {
		if count == limit {
			return
		}
		count++
	}
	err = rows.Close()
	return
}

func prepared(stmt *sql.Stmt, ids []int) error {
	for _, id := range ids {
		rows, err := stmt.Query(id) // want "result set"
		if err != nil {
			return err
		}
		if !rows.Next() {
			continue
		}
		rows.Close()
	}
	return nil
}

func switches(db *sql.DB, kind string) error {
	rows, err := db.Query("select id from " + kind) // want "result set"
	if err != nil {
		return err
	}
	switch kind {
	case "users":
		return eachUser(rows)
	case "jobs":
		return errors.New("not yet")
	default:
		return rows.Close()
	}
}

func eachUser(rows *sql.Rows) error {
	defer rows.Close()
	return rows.Err()
}

func listUsers(db *sql.DB) (*sql.Rows, error) {
	rows, err := db.Query("select id, name from users")
	if err != nil {
		return nil, fmt.Errorf("users: %w", err)
	}
	return rows, nil
}

func viaHelper(db *sql.DB) (first user, err error) {
	rows, err := listUsers(db) // want "result set"
	if err != nil {
		return first, err
	}
	if !rows.Next() {
		return first, sql.ErrNoRows
	}
	err = rows.Scan(&first.ID, &first.Name)
	return first, errors.Join(err, rows.Close())
}

func inGoroutine(db *sql.DB, found chan<- bool) {
	go func() {
		rows, err := db.Query("select 1 from locks") // want "result set"
		if err != nil {
			found <- false
			return
		}
		found <- rows.Next()
	}()
}

func gormRows(db *gorm.DB) ([]user, error) {
	rows, err := db.Model(&user{}).Where("id > ?", 7).Rows() // want "result set"
	if err != nil {
		return nil, err
	}
	var users []user
	for rows.Next() {
		var u user
		if err := db.ScanRows(rows, &u); err != nil {
			return nil, err
		}
		users = append(users, u)
	}
	rows.Close()
	return users, nil
}

func pooled(ctx context.Context, pool *pgxpool.Pool) (bool, error) {
	rows, err := pool.Query(ctx, "select 1") // want "result set"
	if err != nil {
		return false, err
	}
	return rows.Next(), nil
}

func pgxLimit(ctx context.Context, conn *pgx.Conn, limit int) (ids []int, err error) {
	rows, err := conn.Query(ctx, "select id from jobs") // want "result set"
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
		if len(ids) == limit {
			return ids, nil
		}
	}
	return ids, rows.Err()
}

func batch(ctx context.Context, pool *pgxpool.Pool, ids []int) error {
	var b pgx.Batch
	for _, id := range ids {
		b.Queue("delete from jobs where id = $1", id)
	}
	results := pool.SendBatch(ctx, &b) // want "batch result"
	for range ids {
		if _, err := results.Exec(); err != nil {
			return err
		}
	}
	return results.Close()
}

func named(db *sqlx.DB, u user) (bool, error) {
	found, err := db.NamedQuery("select 1 from users where name = :name", u) // want "result set"
	if err != nil {
		return false, err
	}
	if found.Next() {
		return true, nil
	}
	return false, found.Close()
}

func ginList(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		rows, err := db.QueryContext(c.Request.Context(), "select name from users") // want "result set"
		if err != nil {
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		var names []string
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				log.Print(err)
				c.AbortWithStatus(http.StatusInternalServerError)
				return
			}
			names = append(names, name)
		}
		c.JSON(http.StatusOK, names)
	}
}

type store struct{ db *sqlx.DB }

func (s *store) echoOne(c echo.Context) error {
	rows, err := s.db.QueryxContext(c.Request().Context(), "select * from users") // want "result set"
	if err != nil {
		return err
	}
	var u user
	for rows.Next() {
		if err := rows.StructScan(&u); err != nil {
			return echo.ErrInternalServerError
		}
	}
	return c.JSON(http.StatusOK, u)
}
