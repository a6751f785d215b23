// Package shop counts with sync/atomic, but not everywhere.
package shop

import (
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
)

type rotation struct {
	next    uint32
	backend []string
}

// Two requests that add one after the other both read the second number.
func (r *rotation) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	atomic.AddUint32(&r.next, 1)
	target := r.backend[r.next%uint32(len(r.backend))] // want "`r\\.next` is read here as a plain value, though `\\(\\*rotation\\)\\.ServeHTTP` uses sync/atomic for it: a data race, and the value may be another's by now"
	fmt.Fprintln(w, target)
}

type upload struct {
	file  io.WriterAt
	size  int64
	done  int64
	shown func(float64)
}

// Parts are written side by side.
func (u *upload) WriteAt(part []byte, at int64) (int, error) {
	n, err := u.file.WriteAt(part, at)
	atomic.AddInt64(&u.done, int64(n))
	if u.shown != nil {
		u.shown(float64(u.done) / float64(u.size)) // want "`u\\.done` is read here as a plain value"
	}
	return n, err
}

func routes(backend []string) {
	http.Handle("/", &rotation{backend: backend})
}
