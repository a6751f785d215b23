// Package values puts things into pools that are no pointers, and such that are.
package values

import (
	"bytes"
	"net/http"
	"strings"
	"sync"
	"unsafe"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

type point struct{ x, y int }

type empty struct{}

type names []string

type shape interface{ area() float64 }

var pool sync.Pool

type server struct {
	pool *sync.Pool
	buf  []byte
}

func slice(c *gin.Context) {
	buf, _ := pool.Get().([]byte)
	buf = append(buf[:0], c.Query("q")...)
	c.Data(http.StatusOK, "text/plain", buf)
	pool.Put(buf) // want "`buf` is a slice, no pointer"
}

func cut(w http.ResponseWriter, _ *http.Request) {
	buf := make([]byte, 10)
	_, _ = w.Write(buf)
	pool.Put(buf[:0]) // want "this is a slice"
}

func deferred(c echo.Context) error {
	buf := make([]byte, 10)
	defer pool.Put(buf) // want "slice"
	return c.NoContent(200)
}

func named(c *fiber.Ctx) error {
	list := names{c.Path()}
	pool.Put(list) // want "slice"
	return nil
}

func structure() {
	pool.Put(point{}) // want "this is a struct"
}

func variable() {
	var p point
	pool.Put(p) // want "`p` is a struct"
}

func array() {
	var block [64]byte
	pool.Put(block) // want "array"
}

func text(b *strings.Builder) {
	pool.Put(b.String()) // want "string"
}

func number(n int64) {
	go pool.Put(n) // want "number"
}

func (s *server) field() {
	s.pool.Put(s.buf) // want "`s.buf` is a slice"
}

func local() {
	p := &sync.Pool{}
	func() { defer p.Put([]int{1}) }() // want "slice"
}

func pointed(p *point) {
	pool.Put(*p) // want "struct"
}

// In order.

func pointer() {
	pool.Put(&point{})
	pool.Put(new(bytes.Buffer))
}

func address() {
	buf := make([]byte, 10)
	pool.Put(&buf)
}

func mapping() { pool.Put(map[string]int{}) }

func channel() { pool.Put(make(chan int)) }

func function() { pool.Put(func() {}) }

func anything(v any) { pool.Put(v) }

func inInterface(s shape) { pool.Put(s) }

func failed(err error) { pool.Put(err) }

func raw(p unsafe.Pointer) { pool.Put(p) }

func nothing() { pool.Put(empty{}) }

func generic[T any](v T) { pool.Put(v) }

type other struct{}

func (other) Put(_ []byte) {}

func notAPool(o other) { o.Put([]byte("x")) }

func taken() { _, _ = pool.Get().(*point) }
