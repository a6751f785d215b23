package shop

import (
	"fmt"
	"net/http"
	"sync/atomic"
)

type gate struct{ open int64 }

func (g *gate) enter(w http.ResponseWriter, r *http.Request) {
	atomic.AddInt64(&g.open, 1)
	defer atomic.AddInt64(&g.open, -1)
	fmt.Fprintln(w, "welcome")
}

// One number, which may be old.
func (g *gate) show(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, g.open) // want "`g\\.open` is read here as a plain value, though `\\(\\*gate\\)\\.enter` uses sync/atomic for it: a data race$"
}

type meter struct{ read int64 }

func (m *meter) count(w http.ResponseWriter, r *http.Request) {
	atomic.AddInt64(&m.read, r.ContentLength)
}

func (m *meter) settle() int64 {
	read := atomic.SwapInt64(&m.read, 0)
	return read
}

// What has come since is lost.
func (m *meter) forget() {
	m.read = 0 // want "`m\\.read` is written here as a plain value, though `\\(\\*meter\\)\\.count` uses sync/atomic for it: a data race$"
}

func gates() {
	g := &gate{}
	http.HandleFunc("/enter", g.enter)
	http.HandleFunc("/show", g.show)
	m := &meter{}
	http.HandleFunc("/count", m.count)
	fmt.Println(m.settle())
	m.forget()
}
