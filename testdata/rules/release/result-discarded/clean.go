// Package clean drops only what needs no release.
package clean

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"testing"

	"github.com/gin-gonic/gin"
	gorilla "github.com/gorilla/websocket"
	"github.com/newrelic/go-agent/v3/newrelic"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"
	"gorm.io/gorm"
)

func executes(db *sql.DB, name string) error {
	_, err := db.Exec("insert into users (name) values (?)", name)
	return err
}

func closesAtOnce(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return file.Close()
}

func touches(path string) error {
	_, err := os.Stat(path)
	return err
}

func chained(db *gorm.DB, name string) error {
	return db.Model(&struct{}{}).Where("name = ?", name).Error
}

func chainedBegin(ctx context.Context, db *gorm.DB) error {
	tx := db.Begin().WithContext(ctx)
	if tx.Error != nil {
		return tx.Error
	}
	return tx.Commit().Error
}

func deferredSegment(txn *newrelic.Transaction) {
	defer txn.StartSegment("step").End()
}

func handshakeResponse(url string) (*gorilla.Conn, error) {
	conn, _, err := gorilla.DefaultDialer.Dial(url, nil)
	return conn, err
}

func returned(url string) (*http.Response, error) { return http.Get(url) }

func passed(path string, use func(*os.File, error) error) error {
	return use(os.Open(path))
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func wrapped(path string) *os.File { return must(os.Open(path)) }

func composed(address string) (pair struct{ net.Conn }) {
	pair.Conn = must(net.Dial("tcp", address))
	return pair
}

type service struct {
	conn net.Conn
	span trace.Span
	out  map[string]io.Closer
}

func (s *service) stored(address string) (err error) {
	s.conn, err = net.Dial("tcp", address)
	return err
}

func (s *service) span2(ctx context.Context) {
	_, s.span = otel.Tracer("x").Start(ctx, "kept")
}

func (s *service) inMap(path string) (err error) {
	s.out[path], err = os.Open(path)
	return err
}

func sent(path string, files chan<- *os.File) {
	files <- must(os.Open(path))
}

func appended(paths []string) (files []*os.File) {
	for _, path := range paths {
		files = append(files, must(os.Open(path)))
	}
	return files
}

func tested(t *testing.T, path string) {
	file := opened{must(os.Open(path))}
	t.Cleanup(file.Close2())
}

type opened struct{ *os.File }

func (o *opened) Close2() func() { return func() { _ = o.Close() } }

func ginHandler(c *gin.Context) {
	_, err := c.FormFile("photo")
	if err != nil {
		c.Status(http.StatusBadRequest)
	}
}

func multiple(c *gin.Context) error {
	_, err := c.MultipartForm()
	return errors.Join(err, nil)
}

// Both results go to somebody who knows what to do.
func forwards(url string) { check(http.Get(url)) }

func check(resp *http.Response, err error) {
	if err == nil {
		resp.Body.Close()
	}
}

func goroutine(path string, use func(*os.File)) {
	go use(must(os.Open(path)))
}
