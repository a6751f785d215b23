// Package clean lets go of what it puts back.
package clean

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"strconv"
	"sync"

	"github.com/gin-gonic/gin"
	"google.golang.org/grpc"
)

type line struct {
	text []byte
	next *line
}

var (
	buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	slices  = sync.Pool{New: func() any { b := make([]byte, 0, 512); return &b }}
	lines   = sync.Pool{New: func() any { return new(line) }}
)

func text(value any) (string, error) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	err := json.NewEncoder(buf).Encode(value)
	return buf.String(), err
}

func cloned(value any) []byte {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	_ = json.NewEncoder(buf).Encode(value)
	return bytes.Clone(buf.Bytes())
}

func appended(value any) []byte {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	_ = json.NewEncoder(buf).Encode(value)
	out := append([]byte(nil), buf.Bytes()...)
	buffers.Put(buf)
	return out
}

func copied(value any) []byte {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	_ = json.NewEncoder(buf).Encode(value)
	out := make([]byte, buf.Len())
	copy(out, buf.Bytes())
	return out
}

func converted(name string) string {
	p := slices.Get().(*[]byte)
	b := append((*p)[:0], name...)
	out := string(b)
	*p = b
	slices.Put(p)
	return out
}

func written(c *gin.Context) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	buf.WriteString(c.Query("q"))
	_, _ = c.Writer.Write(buf.Bytes())
}

func branches(w http.ResponseWriter, r *http.Request) {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	if _, err := buf.WriteString(r.URL.Path); err != nil {
		buffers.Put(buf)
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write(buf.Bytes())
	buffers.Put(buf)
}

func loop(names []string) (total int) {
	for _, name := range names {
		buf := buffers.Get().(*bytes.Buffer)
		buf.Reset()
		buf.WriteString(name)
		total += buf.Len()
		buffers.Put(buf)
	}
	return total
}

func renewed(names []string) {
	buf := buffers.Get().(*bytes.Buffer)
	for _, name := range names {
		buf.WriteString(name)
		if buf.Len() > 100 {
			buffers.Put(buf)
			buf = buffers.Get().(*bytes.Buffer)
			buf.Reset()
		}
	}
	buffers.Put(buf)
}

func forgotten(w io.Writer) {
	buf := buffers.Get().(*bytes.Buffer)
	defer func() {
		if buf != nil {
			buffers.Put(buf)
		}
	}()
	_, _ = w.Write(buf.Bytes())
	if buf.Cap() > 1<<16 {
		buf = nil
		return
	}
}

func keptOnSuccess(value any) (*bytes.Buffer, error) {
	buf := buffers.Get().(*bytes.Buffer)
	if err := json.NewEncoder(buf).Encode(value); err != nil {
		buffers.Put(buf)
		return nil, err
	}
	return buf, nil
}

func putOnFailure(value any) (buf *bytes.Buffer, err error) {
	buf = buffers.Get().(*bytes.Buffer)
	defer func() {
		if err != nil {
			buffers.Put(buf)
		}
	}()
	err = json.NewEncoder(buf).Encode(value)
	return buf, err
}

func chain(first *line) {
	for l := first; l != nil; {
		next := l.next
		l.text, l.next = l.text[:0], nil
		lines.Put(l)
		l = next
	}
}

func awaited(names []string) string {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, name := range names {
			buf.WriteString(name)
		}
	}()
	<-done
	return buf.String()
}

type recorder struct {
	http.ResponseWriter
	body *bytes.Buffer
}

func middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		buf := buffers.Get().(*bytes.Buffer)
		buf.Reset()
		rec := &recorder{ResponseWriter: w, body: buf}
		next.ServeHTTP(rec, r)
		log.Print(rec.body.Len())
		buffers.Put(buf)
	})
}

func sent(stream grpc.ServerStream) error {
	l := lines.Get().(*line)
	l.text = append(l.text[:0], "sent"...)
	err := stream.SendMsg(l.text)
	size := len(l.text)
	lines.Put(l)
	log.Print(size)
	return err
}

// The flag says that it has been given back.
func flagged(stale bool) int {
	v, ok := numbers.Get().(*counted)
	if ok && stale {
		numbers.Put(v)
		ok = false
	}
	if ok {
		n := v.n
		numbers.Put(v)
		return n
	}
	return 0
}

type counted struct{ n int }

var numbers = sync.Pool{New: func() any { return new(counted) }}

// No way that gives it back has failed.
func dispatched(kind string) error {
	var err error
	v := numbers.Get().(*counted)
	switch kind {
	case "count":
		defer numbers.Put(v)
		v.n, err = strconv.Atoi(kind)
	default:
		numbers.Put(v)
	}
	if err != nil {
		v.n = 0
	}
	return err
}
