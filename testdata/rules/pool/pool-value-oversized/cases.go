// Package cases puts buffers back with and without a look at their size.
package cases

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

const most = 1 << 16

type point struct{ x, y int }

var (
	buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	blocks  = sync.Pool{New: func() any { b := make([]byte, 0, 512); return &b }}
	points  = sync.Pool{New: func() any { return new(point) }}
)

func encode(c *gin.Context) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf) // want "`buf` goes back to the pool however large it has grown"
	buf.Reset()
	_ = json.NewEncoder(buf).Encode(c.QueryArray("q"))
	c.Data(http.StatusOK, gin.MIMEJSON, buf.Bytes())
}

func write(w http.ResponseWriter, r *http.Request) {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	for key, values := range r.URL.Query() {
		buf.WriteString(key)
		buf.WriteString(values[0])
	}
	_, _ = w.Write(buf.Bytes())
	buffers.Put(buf) // want "buf.Cap"
}

func inLiteral(c echo.Context) error {
	buf := buffers.Get().(*bytes.Buffer)
	defer func() {
		buf.Reset()
		buffers.Put(buf) // want "however large"
	}()
	if _, err := buf.ReadFrom(c.Request().Body); err != nil {
		return err
	}
	return c.String(200, buf.String())
}

func bytesOf(c *fiber.Ctx) error {
	p := blocks.Get().(*[]byte)
	*p = append((*p)[:0], c.Body()...)
	err := c.SendString(string(*p))
	blocks.Put(p) // want `cap\(\*p\)`
	return err
}

func give(buf *bytes.Buffer) {
	buf.Reset()
	buffers.Put(buf) // want "however large"
}

func byHelper(w http.ResponseWriter, r *http.Request) {
	buf := buffers.Get().(*bytes.Buffer)
	defer give(buf)
	_, _ = buf.ReadFrom(http.MaxBytesReader(w, r.Body, most))
}

func middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		buf := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(buf) // want "however large"
		buf.Reset()
		_, _ = io.Copy(buf, http.MaxBytesReader(w, r.Body, most))
		next.ServeHTTP(w, r)
	})
}

// In order.

func short(w http.ResponseWriter, r *http.Request) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	buf.WriteString(r.Method)
	_, _ = w.Write(buf.Bytes())
}

func limited(c *gin.Context) {
	buf := buffers.Get().(*bytes.Buffer)
	defer func() {
		if buf.Cap() <= most {
			buffers.Put(buf)
		}
	}()
	buf.Reset()
	buf.WriteString(c.Query("q"))
	c.Data(http.StatusOK, "text/plain", buf.Bytes())
}

func dropped(buf *bytes.Buffer) {
	if buf.Cap() > most {
		return
	}
	buf.Reset()
	buffers.Put(buf)
}

func byDropper(w http.ResponseWriter, r *http.Request) {
	buf := buffers.Get().(*bytes.Buffer)
	defer dropped(buf)
	buf.WriteString(r.URL.Path)
	_, _ = w.Write(buf.Bytes())
}

func block(c *fiber.Ctx) error {
	p := blocks.Get().(*[]byte)
	*p = append((*p)[:0], c.Body()...)
	err := c.SendString(string(*p))
	if cap(*p) < most {
		blocks.Put(p)
	}
	return err
}

func fixed(w http.ResponseWriter, r *http.Request) {
	p := points.Get().(*point)
	p.x, p.y = len(r.URL.Path), 0
	w.WriteHeader(200 + p.y)
	points.Put(p)
}

func cold() string {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	buf.WriteString("cold")
	return buf.String()
}

var banner = cold()

func byLength(c echo.Context) error {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString(c.Path() + banner)
	err := c.String(200, buf.String())
	if buf.Len() < most {
		buffers.Put(buf)
	}
	return err
}

func chunk(c *fiber.Ctx) error {
	p := blocks.Get().(*[]byte)
	defer blocks.Put(p)
	return c.SendString(string((*p)[:0]))
}

// It is read into, and stays as large as it is.
func relayed(w http.ResponseWriter, r *http.Request) {
	p := blocks.Get().(*[]byte)
	defer blocks.Put(p)
	buf := *p
	for {
		n, err := r.Body.Read(buf)
		_, _ = w.Write(buf[:n])
		if err != nil {
			return
		}
	}
}

func relayedInRounds(w http.ResponseWriter, r *http.Request) {
	for {
		p := blocks.Get().(*[]byte)
		n, err := r.Body.Read(*p)
		_, _ = w.Write((*p)[:n])
		blocks.Put(p)
		if err != nil {
			return
		}
	}
}
