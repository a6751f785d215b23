// Package bad uses what it has put back.
package bad

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

type line struct {
	text   []byte
	fields map[string]string
}

var (
	buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	slices  = sync.Pool{New: func() any { b := make([]byte, 0, 512); return &b }}
	lines   = sync.Pool{New: func() any { return &line{fields: map[string]string{}} }}
)

func deferred(value any) ([]byte, error) {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	defer buffers.Put(buf)
	if err := json.NewEncoder(buf).Encode(value); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil // want "`buf.Bytes\\(\\)`, memory of `buf`, is returned, but before the caller reads it"
}

func afterwards(value any) []byte {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	_ = json.NewEncoder(buf).Encode(value)
	out := buf.Bytes()
	buffers.Put(buf)
	return out // want "`out`, memory of `buf`, is used here, after it was put back"
}

func itself(c *gin.Context) {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString(c.Query("q"))
	buffers.Put(buf)
	c.String(http.StatusOK, buf.String()) // want "`buf` is used here"
}

func twice(c echo.Context) error {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	if _, err := buf.ReadFrom(c.Request().Body); err != nil {
		buffers.Put(buf) // want "`buf` is put back twice"
		return err
	}
	return c.String(http.StatusOK, buf.String())
}

func twiceInARow(w http.ResponseWriter, _ *http.Request) {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("x")
	_, err := w.Write(buf.Bytes())
	buffers.Put(buf)
	if err != nil {
		log.Print(err)
		buffers.Put(buf) // want "put back twice"
	}
}

func inDeferredLiteral() io.Reader {
	buf := buffers.Get().(*bytes.Buffer)
	defer func() {
		buf.Reset()
		buffers.Put(buf)
	}()
	buf.WriteString("report")
	return bytes.NewReader(buf.Bytes()) // want "is returned"
}

type page struct {
	Body []byte
	Name string
}

func inStruct(name string) *page {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	buf.WriteString(name)
	return &page{Body: buf.Bytes(), Name: name} // want "is returned"
}

func intoParameter(p *page) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	buf.WriteString(p.Name)
	p.Body = buf.Bytes() // want "is kept here"
}

func ofSlice(name string) []byte {
	p := slices.Get().(*[]byte)
	b := (*p)[:0]
	b = append(b, name...)
	slices.Put(p)
	return b // want "`b`, memory of `p`, is used here"
}

func raw(value any) json.RawMessage {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	_ = json.NewEncoder(buf).Encode(value)
	return json.RawMessage(bytes.TrimSpace(buf.Bytes())) // want "is returned"
}

func give(b *bytes.Buffer) {
	if b.Cap() > 1<<16 {
		return
	}
	b.Reset()
	buffers.Put(b)
}

func byHelper(c *fiber.Ctx) error {
	buf := buffers.Get().(*bytes.Buffer)
	buf.WriteString(c.Params("id"))
	give(buf)
	return c.Send(buf.Bytes()) // want "`buf` is used here"
}

func (l *line) release() {
	l.text = l.text[:0]
	clear(l.fields)
	lines.Put(l)
}

func byMethod(r *http.Request) string {
	l := &line{}
	l.text = append(l.text, r.URL.Path...)
	l.release()
	return string(l.text) // want "`l` is used here"
}

func field() []byte {
	l := &line{}
	defer l.release()
	l.text = append(l.text, "field"...)
	return l.text // want "`l.text`, memory of `l`, is returned"
}

func later(c *gin.Context) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	buf.WriteString(c.FullPath())
	go func() {
		log.Print(buf.String()) // want "is used in a goroutine that may still run"
	}()
}

// The flag says that there is one.
func misflagged(stale bool) int {
	v, ok := tallies.Get().(*tally)
	if stale {
		tallies.Put(v)
		ok = true
	}
	if ok {
		return v.n // want "`v` is used here, after it was put back"
	}
	return 0
}

type tally struct{ n int }

var tallies = sync.Pool{New: func() any { return new(tally) }}

// It may have failed before.
func misdispatched(kind string) error {
	v := tallies.Get().(*tally)
	var err error
	if kind == "" {
		err = io.EOF
	}
	tallies.Put(v)
	if err != nil {
		v.n = 0 // want "`v` is used here, after it was put back"
	}
	return err
}
