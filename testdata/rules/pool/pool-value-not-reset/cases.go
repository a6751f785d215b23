// Package cases puts values back with and without what was written to them.
package cases

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

type batch struct {
	items []string
	index map[string]int
	size  int
}

var (
	buffers  = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	builders = sync.Pool{New: func() any { return new(strings.Builder) }}
	batches  = sync.Pool{New: func() any { return &batch{index: map[string]int{}} }}
	zips     = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}
	writers  = sync.Pool{New: func() any { return bufio.NewWriter(io.Discard) }}
	page     = template.Must(template.New("page").Parse("{{.}}"))
)

const most = 1 << 16

func greet(c *gin.Context) {
	buf := buffers.Get().(*bytes.Buffer) // want "`buf` goes back to the pool with what was written to it"
	if buf.Cap() < most {
		defer buffers.Put(buf)
	}
	buf.WriteString(c.Query("name"))
	c.String(http.StatusOK, buf.String())
}

func encode(w http.ResponseWriter, _ *http.Request) {
	buf := buffers.Get().(*bytes.Buffer) // want "never reset"
	_ = json.NewEncoder(buf).Encode("x")
	_, _ = w.Write(buf.Bytes())
	if buf.Cap() < most {
		buffers.Put(buf)
	}
}

func format(c echo.Context) error {
	buf := buffers.Get().(*bytes.Buffer) // want "never reset"
	fmt.Fprintf(buf, "hello %s", c.Path())
	err := c.String(200, buf.String())
	if buf.Cap() < most {
		buffers.Put(buf)
	}
	return err
}

func render(c *fiber.Ctx) error {
	buf := buffers.Get().(*bytes.Buffer) // want "never reset"
	defer func() {
		if buf.Cap() < most {
			buffers.Put(buf)
		}
	}()
	if err := page.Execute(buf, "x"); err != nil {
		return err
	}
	return c.SendString(buf.String())
}

func build(name string) string {
	b := builders.Get().(*strings.Builder) // want "`b` goes back"
	defer builders.Put(b)
	b.WriteString(name)
	return b.String()
}

func collect(names []string) int {
	b := batches.Get().(*batch) // want "`b` goes back"
	defer batches.Put(b)
	b.items = append(b.items, names...)
	return len(b.items)
}

func index(names []string) int {
	b := batches.Get().(*batch) // want "`b` goes back"
	for i, name := range names {
		b.index[name] = i
	}
	n := len(b.index)
	batches.Put(b)
	return n
}

func pack(data []byte) {
	zip := zips.Get().(*gzip.Writer) // want "`zip` goes back"
	defer zips.Put(zip)
	_, _ = zip.Write(data)
	_ = zip.Close()
}

func buffered(data []byte) {
	out := writers.Get().(*bufio.Writer) // want "`out` goes back"
	_, _ = out.Write(data)
	_ = out.Flush()
	writers.Put(out)
}

func read(r io.Reader) int {
	buf := buffers.Get().(*bytes.Buffer) // want "`buf` goes back"
	_, _ = buf.ReadFrom(r)
	n := buf.Len()
	buffers.Put(buf)
	return n
}

func copied(r io.Reader) int {
	buf := buffers.Get().(*bytes.Buffer) // want "`buf` goes back"
	_, _ = io.Copy(buf, r)
	n := buf.Len()
	buffers.Put(buf)
	return n
}

func line(name string) int {
	buf, _ := buffers.Get().(*bytes.Buffer) // want "`buf` goes back"
	buf.WriteByte('-')
	_, _ = io.WriteString(buf, name)
	n := buf.Len()
	buffers.Put(buf)
	return n
}

// In order.

func onGet(name string) string {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	buf.WriteString(name)
	return buf.String()
}

func onPut(name string) string {
	buf := buffers.Get().(*bytes.Buffer)
	defer func() {
		buf.Reset()
		buffers.Put(buf)
	}()
	buf.WriteString(name)
	return buf.String()
}

func give(buf *bytes.Buffer) {
	buf.Reset()
	buffers.Put(buf)
}

func byHelper(name string) string {
	buf := buffers.Get().(*bytes.Buffer)
	defer give(buf)
	buf.WriteString(name)
	return buf.String()
}

func take() *bytes.Buffer {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	return buf
}

func byGetter(name string) string {
	buf := take()
	defer buffers.Put(buf)
	buf.WriteString(name)
	return buf.String()
}

func drained(w io.Writer, name string) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.WriteString(name)
	_, _ = buf.WriteTo(w)
}

func emptied(names []string) int {
	b := batches.Get().(*batch)
	defer batches.Put(b)
	b.items = append(b.items[:0], names...)
	return len(b.items)
}

func zeroed(names []string) int {
	b := batches.Get().(*batch)
	b.items = append(b.items, names...)
	n := len(b.items)
	*b = batch{}
	batches.Put(b)
	return n
}

func cleared(name string) int {
	b := batches.Get().(*batch)
	b.index[name] = 1
	n := len(b.index)
	clear(b.index)
	batches.Put(b)
	return n
}

func plainField(n int) int {
	b := batches.Get().(*batch)
	defer batches.Put(b)
	b.size = n
	return b.size
}

func packTo(w io.Writer, data []byte) {
	zip := zips.Get().(*gzip.Writer)
	defer zips.Put(zip)
	zip.Reset(w)
	_, _ = zip.Write(data)
	_ = zip.Close()
}

func onlyRead() int {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	return buf.Cap()
}

func fill(buf *bytes.Buffer) { buf.Truncate(0); buf.WriteString("x") }

func filled() string {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	fill(buf)
	buf.WriteString("y")
	return buf.String()
}
