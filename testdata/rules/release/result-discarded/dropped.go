// Package dropped throws away what it has just opened.
package dropped

import (
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"iter"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"go.opentelemetry.io/otel"
	"gorm.io/gorm"
)

func statement(url string) {
	http.Get(url) // want "response body is dropped at once"
}

func blankBody(url string) error {
	_, err := http.Get(url) // want "response body"
	return err
}

func bothBlank(client *http.Client, req *http.Request) {
	_, _ = client.Do(req) // want "response body"
}

func inCondition(url string) bool {
	if _, err := http.Head(url); err != nil { // want "response body"
		return false
	}
	return true
}

func assigned(url string) (err error) {
	_, err = http.Post(url, "text/plain", nil) // want "response body"
	return
}

func exists(path string) bool {
	_, err := os.Open(path) // want "file"
	return err == nil
}

func touch(path string) error {
	if _, err := os.Create(path); err != nil { // want "file"
		return err
	}
	return nil
}

func reachable(address string) bool {
	_, err := net.Dial("tcp", address) // want "connection"
	return err == nil
}

func insert(db *sql.DB, name string) error {
	_, err := db.Query("insert into users (name) values (?)", name) // want "result set"
	return err
}

func insertx(db *sqlx.DB, name string) {
	db.Queryx("insert into users (name) values (?)", name) // want "result set"
}

func cleanUp(ctx context.Context, pool *pgxpool.Pool) error {
	_, err := pool.Query(ctx, "delete from jobs") // want "result set"
	return err
}

func prepares(db *sql.DB, query string) error {
	_, err := db.Prepare(query) // want "prepared statement"
	return err
}

func begins(db *gorm.DB) {
	db.Begin() // want "transaction"
}

func spans(ctx context.Context) error {
	ctx, _ = otel.Tracer("x").Start(ctx, "dropped") // want "span"
	return ctx.Err()
}

func pings(urls []string) {
	for _, url := range urls {
		go http.Get(url) // want "response body"
	}
}

var hooks = http.Client{Timeout: time.Second}

func ginWebhook(c *gin.Context) {
	_, err := hooks.PostForm("http://hooks", nil) // want "response body"
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	c.Status(http.StatusNoContent)
}

func peek(seq iter.Seq[int]) (int, bool) {
	next, _ := iter.Pull(seq) // want "iterator"
	return next()
}

func opens(path string) io.ReadCloser {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	return file
}

func reads(path string) ([]byte, error) {
	return io.ReadAll(opens(path)) // want "file"
}

func parses(path string, into any) error {
	return json.NewDecoder(opens(path)).Decode(into) // want "file"
}

func fetch(url string) (*http.Response, error) { return http.Get(url) }

func viaHelper(url string) error {
	_, err := fetch(url) // want "response body"
	return err
}
