// Package checked looks at the error, or at the value, before it defers.
package checked

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

var client = &http.Client{Timeout: time.Second}

func first(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	return rows.Err()
}

func handler(c *gin.Context) {
	resp, err := client.Get("https://example.com")
	if err != nil {
		_ = c.Error(err)
		return
	}
	defer resp.Body.Close()
	c.Status(resp.StatusCode)
}

func valueTested(url string) error {
	resp, err := client.Get(url)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
		return err
	}
	return nil
}

func testsInside(db *sql.DB) error {
	rows, err := db.Query("select 1")
	defer func() {
		if rows != nil {
			rows.Close()
		}
	}()
	if err != nil {
		return err
	}
	return rows.Err()
}

func errorInside(db *sql.DB) (err error) {
	tx, err := db.Begin()
	defer func() {
		if err != nil {
			return
		}
		tx.Rollback()
	}()
	if err != nil {
		return err
	}
	return tx.Commit()
}

// gorm's Begin never returns nil: its error is a field.
func gormFirst(db *gorm.DB) error {
	tx := db.Begin()
	defer tx.Rollback()
	if tx.Error != nil {
		return tx.Error
	}
	return tx.Commit().Error
}

// Another value's release is deferred between the call and its check.
func other(db *sql.DB) error {
	rows, err := db.Query("select 1")
	if err != nil {
		return err
	}
	more, err := db.Query("select 2")
	defer rows.Close()
	if err != nil {
		return err
	}
	defer more.Close()
	return nil
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func helper(db *sql.DB) error {
	rows, err := db.Query("select 1")
	must(err)
	defer rows.Close()
	return err
}

type lease struct{ held bool }

func (l lease) Release() {}

func take(ok bool) (lease, error) {
	if !ok {
		return lease{}, errors.New("taken")
	}
	return lease{true}, nil
}

// A struct is never nil.
func plainValue(ok bool) error {
	l, err := take(ok)
	defer l.Release()
	if err != nil {
		return err
	}
	return nil
}

type guard struct{ mu sync.Mutex }

func (g *guard) Close() error {
	if g == nil {
		return nil
	}
	g.mu.Unlock()
	return nil
}

func cancelled(parent context.Context, db *sql.DB) error {
	ctx, cancel := context.WithCancel(parent)
	_, err := db.ExecContext(ctx, "select 1")
	defer cancel()
	if err != nil {
		return err
	}
	return nil
}

func dropped(path string) (string, error) {
	f, _ := os.Open(path)
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		return "", err
	}
	return string(text), nil
}

func locked(mu *sync.Mutex, db *sql.DB) error {
	mu.Lock()
	err := db.Ping()
	defer mu.Unlock()
	if err != nil {
		return err
	}
	return nil
}

func closeResponse(resp *http.Response) {
	if resp != nil && resp.Body != nil {
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
	}
}

func helperInLiteral(url string) (int, error) {
	resp, err := client.Get(url)
	defer func() { closeResponse(resp) }()
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
