// Package paths loses prepared statements on some way out of each function.
package paths

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/jmoiron/sqlx"
)

func neverClosed(db *sql.DB, name string) error {
	stmt, err := db.Prepare("insert into users (name) values (?)") // want "prepared statement in `stmt` is never closed"
	if err != nil {
		return err
	}
	_, err = stmt.Exec(name)
	return err
}

func execError(db *sql.DB, names []string) error {
	stmt, err := db.Prepare("insert into users (name) values (?)") // want "not closed on every path"
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := stmt.Exec(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return stmt.Close()
}

func inLoop(ctx context.Context, db *sql.DB, tables []string) error {
	for _, table := range tables {
		stmt, err := db.PrepareContext(ctx, "delete from "+table) // want "prepared statement"
		if err != nil {
			return err
		}
		if _, err := stmt.ExecContext(ctx); err != nil {
			return err
		}
	}
	return nil
}

func switches(db *sqlx.DB, mode string) error {
	stmt, err := db.Preparex("select 1") // want "prepared statement"
	if err != nil {
		return err
	}
	switch mode {
	case "dry":
		return nil
	case "run":
		_, err = stmt.Exec()
	}
	return errors.Join(err, stmt.Close())
}

func namedResult(db *sqlx.DB, arg any) (count int, err error) {
	stmt, err := db.PrepareNamed("select count(*) from users where name = :name") // want "prepared statement"
	if err != nil {
		return
	}
	err = stmt.Get(&count, arg)
	return
}

func namedContext(ctx context.Context, db *sqlx.DB, arg any) error {
	stmt, err := db.PrepareNamedContext(ctx, "update users set name = :name") // want "prepared statement"
	if err != nil {
		return err
	}
	if _, err := stmt.ExecContext(ctx, arg); err != nil {
		return err
	}
	return stmt.Close()
}

func onConn(ctx context.Context, conn *sql.Conn) (n int, err error) {
	stmt, err := conn.PrepareContext(ctx, "select 1") // want "prepared statement"
	if err != nil {
		return 0, err
	}
	return n, stmt.QueryRowContext(ctx).Scan(&n)
}

func prepare(db *sql.DB, table string) (*sql.Stmt, error) {
	stmt, err := db.Prepare("select count(*) from " + table)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", table, err)
	}
	return stmt, nil
}

func viaHelper(db *sql.DB, table string) (n int, err error) {
	stmt, err := prepare(db, table) // want "prepared statement"
	if err != nil {
		return 0, err
	}
	err = stmt.QueryRow().Scan(&n)
	return n, err
}

func inGoroutine(db *sql.DB, names <-chan string) {
	go func() {
		stmt, err := db.Prepare("insert into log (line) values (?)") // want "prepared statement"
		if err != nil {
			return
		}
		for name := range names {
			if _, err := stmt.Exec(name); err != nil {
				return
			}
		}
		stmt.Close()
	}()
}

func ginHandler(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		stmt, err := db.PrepareContext(c.Request.Context(), "select name from users where id = ?") // want "prepared statement"
		if err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
		var name string
		if err := stmt.QueryRow(c.Param("id")).Scan(&name); err != nil {
			c.Status(http.StatusNotFound)
			return
		}
		_ = stmt.Close()
		c.String(http.StatusOK, name)
	}
}

func early(db *sql.DB, ids []int) error {
	stmt, err := db.Prepare("delete from users where id = ?")
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return nil
	}
	defer stmt.Close() // want late-defer:"stmt"
	_, err = stmt.Exec(ids[0])
	return err
}

func retries(db *sql.DB) (result sql.Result, err error) {
	for range 3 {
		stmt, prepareErr := db.Prepare("update counters set n = n + 1") // want "prepared statement"
		if prepareErr != nil {
			err = prepareErr
			continue
		}
		result, err = stmt.Exec()
		if err == nil {
			stmt.Close()
			break
		}
	}
	return result, err
}

func describes(stmt *sql.Stmt) string { return fmt.Sprintf("%v", stmt) }

func borrowed(db *sql.DB) (string, error) {
	stmt, err := db.Prepare("select 1") // want "prepared statement"
	if err != nil {
		return "", err
	}
	return describes(stmt), nil
}
