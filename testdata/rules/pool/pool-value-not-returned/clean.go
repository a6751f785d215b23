// Package clean puts back what it takes, or gives it to somebody who does.
package clean

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"sync"
	"testing"

	"github.com/gin-gonic/gin"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func deferred(name string) string {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	if name == "" {
		return ""
	}
	buf.WriteString(name)
	return buf.String()
}

func deferredClosure(name string) string {
	buf := buffers.Get().(*bytes.Buffer)
	defer func() {
		buf.Reset()
		buffers.Put(buf)
	}()
	buf.WriteString(name)
	return buf.String()
}

func put(buf *bytes.Buffer) {
	if buf.Cap() > 64<<10 {
		return
	}
	buf.Reset()
	buffers.Put(buf)
}

func helper(name string) string {
	buf := buffers.Get().(*bytes.Buffer)
	defer put(buf)
	buf.WriteString(name)
	return buf.String()
}

func get() *bytes.Buffer { return buffers.Get().(*bytes.Buffer) }

func getter(name string) string {
	buf := get()
	defer put(buf)
	buf.WriteString(name)
	return buf.String()
}

// A value that grew too large is better dropped.
func dropsLarge(r io.Reader) (int64, error) {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	n, err := buf.ReadFrom(r)
	if buf.Cap() <= 64<<10 {
		buffers.Put(buf)
	}
	return n, err
}

func returned() *bytes.Buffer {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	return buf
}

type writer struct {
	buf  *bytes.Buffer
	all  []*bytes.Buffer
	free func()
}

func newWriter() *writer {
	return &writer{buf: buffers.Get().(*bytes.Buffer)}
}

func (w *writer) stored() {
	buf := buffers.Get().(*bytes.Buffer)
	w.buf = buf
}

func (w *writer) appended() {
	buf := buffers.Get().(*bytes.Buffer)
	w.all = append(w.all, buf)
}

func (w *writer) Close() error {
	buffers.Put(w.buf)
	w.buf = nil
	return nil
}

func sent(out chan<- *bytes.Buffer) {
	buf := buffers.Get().(*bytes.Buffer)
	out <- buf
}

func returnsFree() (*bytes.Buffer, func()) {
	buf := buffers.Get().(*bytes.Buffer)
	return buf, func() { buffers.Put(buf) }
}

func goroutine(done *sync.WaitGroup) {
	buf := buffers.Get().(*bytes.Buffer)
	done.Add(1)
	go func() {
		defer done.Done()
		defer buffers.Put(buf)
		buf.Reset()
	}()
}

func passed(use func(*bytes.Buffer)) {
	buf := buffers.Get().(*bytes.Buffer)
	use(buf)
}

func tested(t *testing.T) int {
	buf := buffers.Get().(*bytes.Buffer)
	t.Cleanup(func() { buffers.Put(buf) })
	return buf.Len()
}

var zippers sync.Pool

func zipper(w io.Writer) *gzip.Writer {
	if z, ok := zippers.Get().(*gzip.Writer); ok {
		z.Reset(w)
		return z
	}
	return gzip.NewWriter(w)
}

func optional(name string) string {
	buf, ok := buffers.Get().(*bytes.Buffer)
	if !ok {
		buf = new(bytes.Buffer)
	}
	defer buffers.Put(buf)
	buf.WriteString(name)
	return buf.String()
}

func byAny(name string) int {
	value := buffers.Get()
	defer buffers.Put(value)
	buf := value.(*bytes.Buffer)
	buf.Reset()
	n, _ := buf.WriteString(name)
	return n
}

func ginMiddleware(c *gin.Context) {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	c.Set("buffer", buf)
	c.Next()
}

func handler(w http.ResponseWriter, r *http.Request) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	if _, err := buf.ReadFrom(r.Body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write(buf.Bytes())
}

type typed[T any] struct{ pool sync.Pool }

func (t *typed[T]) Get() *T {
	if value, ok := t.pool.Get().(*T); ok {
		return value
	}
	return new(T)
}

func (t *typed[T]) Put(value *T) { t.pool.Put(value) }

func usesTyped(pool *typed[bytes.Buffer], name string) string {
	buf := pool.Get()
	defer pool.Put(buf)
	buf.Reset()
	buf.WriteString(name)
	return buf.String()
}
