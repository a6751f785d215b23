// Package ending waits until its process has ended.
package ending

import (
	"net/http"
	"sync"
	"time"
)

type journal struct {
	mu    sync.Mutex
	lines []string
}

func crash(reason string) {
	go func() { panic(reason) }()
	for {
		time.Sleep(time.Hour)
	}
}

func retry(try func() error) {
	for {
		if try() == nil {
			return
		}
		time.Sleep(time.Minute)
	}
}

func (j *journal) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.lines) > 1000 {
		crash("full")
	}
	j.lines = append(j.lines, r.URL.Path)
	w.WriteHeader(http.StatusNoContent)
}

type book struct {
	mu    sync.Mutex
	write func() error
	lines []string
}

func (b *book) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.lines) > 1000 {
		retry(b.write) // want "`b.mu` is held while this waits for a sleep"
	}
	b.lines = append(b.lines, r.URL.Path)
	w.WriteHeader(http.StatusNoContent)
}
