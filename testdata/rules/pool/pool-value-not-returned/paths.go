// Package paths takes values out of pools and lets them go.
package paths

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

var errEmpty = errors.New("empty")

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var zippers = &sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

func early(name string) (string, error) {
	buf := buffers.Get().(*bytes.Buffer) // want "pooled value in `buf` is not returned to the pool on every path"
	buf.Reset()
	if name == "" {
		return "", errEmpty
	}
	buf.WriteString(name)
	text := buf.String()
	buffers.Put(buf)
	return text, nil
}

func never(name string) int {
	buf := buffers.Get().(*bytes.Buffer) // want "never returned to the pool"
	buf.Reset()
	buf.WriteString(name)
	return buf.Len()
}

func encodeError(w io.Writer, value any) error {
	buf := buffers.Get().(*bytes.Buffer) // want "pooled value"
	buf.Reset()
	if err := json.NewEncoder(buf).Encode(value); err != nil {
		return err
	}
	_, err := w.Write(buf.Bytes())
	buffers.Put(buf)
	return err
}

func compresses(w io.Writer, text []byte) error {
	zipper := zippers.Get().(*gzip.Writer) // want "pooled value"
	zipper.Reset(w)
	if _, err := zipper.Write(text); err != nil {
		return err
	}
	err := zipper.Close()
	zippers.Put(zipper)
	return err
}

func switches(kind string) string {
	buf := buffers.Get().(*bytes.Buffer) // want "pooled value"
	buf.Reset()
	switch kind {
	case "none":
		return ""
	case "some":
		buf.WriteString("some")
	}
	text := buf.String()
	buffers.Put(buf)
	return text
}

func perItem(items []string) (total int) {
	for _, item := range items {
		buf := buffers.Get().(*bytes.Buffer) // want "pooled value"
		buf.Reset()
		buf.WriteString(item)
		if buf.Len() == 0 {
			continue
		}
		total += buf.Len()
		buffers.Put(buf)
	}
	return total
}

func checkedAssertion() (string, bool) {
	buf, ok := buffers.Get().(*bytes.Buffer) // want "pooled value"
	if !ok {
		return "", false
	}
	if buf.Len() == 0 {
		return "", false
	}
	text := buf.String()
	buffers.Put(buf)
	return text, true
}

func namedResult(name string) (text string, err error) {
	buf := buffers.Get().(*bytes.Buffer) // want "pooled value"
	buf.Reset()
	if _, err = buf.WriteString(name); err != nil {
		return
	}
	text = buf.String()
	buffers.Put(buf)
	return
}

func ginLogger(out io.Writer) gin.HandlerFunc {
	return func(c *gin.Context) {
		buf := buffers.Get().(*bytes.Buffer) // want "pooled value"
		buf.Reset()
		c.Next()
		if c.IsAborted() {
			return
		}
		buf.WriteString(c.FullPath())
		_, _ = out.Write(buf.Bytes())
		buffers.Put(buf)
	}
}

func handler(w http.ResponseWriter, r *http.Request) {
	buf := buffers.Get().(*bytes.Buffer) // want "pooled value"
	buf.Reset()
	if _, err := buf.ReadFrom(r.Body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write(buf.Bytes())
	buffers.Put(buf)
}

func echoHandler(c echo.Context) error {
	buf := buffers.Get().(*bytes.Buffer) // want "pooled value"
	buf.Reset()
	if _, err := buf.ReadFrom(c.Request().Body); err != nil {
		return err
	}
	err := c.String(http.StatusOK, buf.String())
	buffers.Put(buf)
	return err
}

func take() *bytes.Buffer {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	return buf
}

func viaHelper(name string) string {
	buf := take() // want "pooled value"
	buf.WriteString(name)
	return buf.String()
}

type renderer struct{ pool sync.Pool }

func (r *renderer) render(name string) (string, error) {
	buf, _ := r.pool.Get().(*bytes.Buffer) // want "pooled value"
	if buf == nil {
		buf = new(bytes.Buffer)
	}
	buf.Reset()
	if name == "" {
		return "", errEmpty
	}
	buf.WriteString(name)
	text := buf.String()
	r.pool.Put(buf)
	return text, nil
}

func inGoroutine(names <-chan string, done chan<- int) {
	go func() {
		buf := buffers.Get().(*bytes.Buffer) // want "pooled value"
		buf.Reset()
		for name := range names {
			buf.WriteString(name)
		}
		done <- buf.Len()
	}()
}
