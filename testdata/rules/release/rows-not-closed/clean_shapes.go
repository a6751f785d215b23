// Package shapes has roundabout ways to close rows, or to hand them over.
package shapes

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5"
	"github.com/jmoiron/sqlx"
	"gorm.io/gorm"
)

// all closes the rows when the loop over it ends.
func all(rows *sql.Rows) iter.Seq[*sql.Rows] {
	return func(yield func(*sql.Rows) bool) {
		defer rows.Close()
		for rows.Next() {
			if !yield(rows) {
				return
			}
		}
	}
}

func ranges(db *sql.DB) (n int, err error) {
	rows, err := db.Query("select 1")
	if err != nil {
		return 0, err
	}
	for row := range all(rows) {
		if err := row.Scan(&n); err != nil {
			return 0, err
		}
	}
	return n, rows.Err()
}

type scanner interface {
	Next() bool
	Scan(...any) error
	Close() error
}

func each(rows scanner, into ...any) error {
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	return nil
}

func byInterface(db *sqlx.DB, n *int) error {
	rows, err := db.Queryx("select 1")
	if err != nil {
		return err
	}
	return each(rows, n)
}

func direct(db *sql.DB, n *int) error {
	return with(db.Query("select 1"))(func(rows *sql.Rows) error { return rows.Scan(n) })
}

func with(rows *sql.Rows, err error) func(func(*sql.Rows) error) error {
	return func(use func(*sql.Rows) error) error {
		if err != nil {
			return err
		}
		defer rows.Close()
		return use(rows)
	}
}

type reader struct {
	rows *sql.Rows
	err  error
}

func newReader(db *sql.DB) *reader {
	rows, err := db.Query("select 1")
	return &reader{rows, err}
}

func (r *reader) Next() bool {
	if r.err != nil || !r.rows.Next() {
		_ = r.rows.Close()
		return false
	}
	return true
}

func scoped(db *gorm.DB) error {
	rows, err := db.Table("users").Rows()
	if err != nil {
		return err
	}
	defer func() {
		if err := rows.Close(); err != nil {
			_ = db.AddError(err)
		}
	}()
	for rows.Next() {
		if err := db.ScanRows(rows, &struct{}{}); err != nil {
			return err
		}
	}
	return nil
}

func noRows(ctx context.Context, conn *pgx.Conn) (n int, err error) {
	rows, err := conn.Query(ctx, "select 1")
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, nil
	} else if err != nil {
		return 0, err
	}
	defer rows.Close()
	if rows.Next() {
		err = rows.Scan(&n)
	}
	return n, err
}

func ginList(db *sql.DB) gin.HandlerFunc {
	list := func(ctx context.Context) ([]string, error) {
		rows, err := db.QueryContext(ctx, "select name from users")
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		var names []string
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return nil, err
			}
			names = append(names, name)
		}
		return names, rows.Err()
	}
	return func(c *gin.Context) {
		names, err := list(c.Request.Context())
		if err != nil {
			_ = c.Error(err)
			return
		}
		c.JSON(200, names)
	}
}

func nextResultSets(db *sql.DB) error {
	rows, err := db.Query("select 1; select 2")
	if err != nil {
		return err
	}
	defer rows.Close()
	for more := true; more; more = rows.NextResultSet() {
		for rows.Next() {
			if rows.Err() != nil {
				return rows.Err()
			}
		}
	}
	return nil
}

func eitherQuery(db *sql.DB, byName bool) error {
	var rows *sql.Rows
	var err error
	switch {
	case byName:
		rows, err = db.Query("select 1 order by name")
	default:
		rows, err = db.Query("select 1")
	}
	if err != nil {
		return err
	}
	defer rows.Close()
	return rows.Err()
}

func query(db *sql.DB) (rows *sql.Rows, err error) {
	defer func() {
		if err != nil && rows != nil {
			rows.Close()
		}
	}()
	rows, err = db.Query("select 1")
	if err != nil {
		return nil, err
	}
	if !rows.Next() {
		return nil, sql.ErrNoRows
	}
	return rows, nil
}
