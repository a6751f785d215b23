// Package early defers releases of values that may be nil.
package early

import (
	"context"
	"database/sql"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

var client = &http.Client{Timeout: time.Second}

type store struct {
	db    *sql.DB
	cache io.Closer
}

type cursor struct{ rows *sql.Rows }

func (c *cursor) Close() error { return c.rows.Close() }

func (s *store) open(id int) (*cursor, error) {
	rows, err := s.db.Query("select name from users where id = $1", id)
	if err != nil {
		return nil, err
	}
	return &cursor{rows}, nil
}

func (s *store) list(c *gin.Context) {
	rows, err := s.db.QueryContext(c.Request.Context(), "select name from users")
	defer rows.Close() // want "`rows` is released by this defer before its error is checked"
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusOK)
}

func fetch(w http.ResponseWriter, r *http.Request) {
	resp, err := client.Get("https://example.com/" + r.URL.Path)
	defer resp.Body.Close() // want "using `resp` before checking for errors"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	_, _ = io.Copy(w, resp.Body)
}

func fetchInLiteral(c echo.Context) error {
	resp, err := client.Post("https://example.com", "text/plain", c.Request().Body)
	defer func() { _ = resp.Body.Close() }() // want "using `resp` before"
	if err != nil {
		return err
	}
	return c.NoContent(resp.StatusCode)
}

func (s *store) own(id int) error {
	found, err := s.open(id)
	defer found.Close() // want "`found` .* the call panics"
	if err != nil {
		return err
	}
	return nil
}

func dial(address string) error {
	conn, err := net.Dial("tcp", address)
	defer conn.Close() // want "`conn`"
	log.Println("dialled", address)
	if err != nil {
		return err
	}
	_, err = conn.Write([]byte("hello"))
	return err
}

func inTransaction(ctx context.Context, db *sql.DB) (err error) {
	tx, err := db.BeginTx(ctx, nil)
	defer tx.Rollback() // want "`tx`"
	if err != nil {
		return
	}
	return tx.Commit()
}

func quietly(c io.Closer) { _ = c.Close() }

func helper(db *sql.DB) error {
	stmt, err := db.Prepare("select 1")
	defer quietly(stmt) // want "`stmt`"
	if err != nil {
		return err
	}
	return nil
}

func assigned(db *sql.DB) error {
	var rows *sql.Rows
	var err error
	rows, err = db.Query("select 1")
	defer rows.Close() // want "`rows`"
	switch {
	case err != nil:
		return err
	}
	return rows.Err()
}

func inBranch(db *sql.DB, all bool) error {
	if all {
		rows, err := db.Query("select 1")
		defer rows.Close() // want "`rows`"
		if err != nil {
			return err
		}
	}
	return nil
}

func inGoroutine(db *sql.DB, failures chan<- error) {
	go func() {
		conn, err := db.Conn(context.Background())
		defer conn.Close() // want "`conn`"
		if err != nil {
			failures <- err
		}
	}()
}

func returned(db *sql.DB) (int, error) {
	rows, err := db.Query("select 1")
	defer rows.Close() // want "`rows`"
	return 1, err
}

type wrapped struct{ body io.ReadCloser }

func wrap(path string) (wrapped, error) {
	f, err := os.Open(path)
	if err != nil {
		return wrapped{}, err
	}
	return wrapped{f}, nil
}

func field(path string) error {
	w, err := wrap(path)
	defer w.body.Close() // want "`w.body`"
	if err != nil {
		return err
	}
	return nil
}

func closeUnseen(resp *http.Response) { _ = resp.Body.Close() }

func unseenInLiteral(url string) (int, error) {
	resp, err := http.Get(url)
	defer func() { closeUnseen(resp) }() // want "before"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
