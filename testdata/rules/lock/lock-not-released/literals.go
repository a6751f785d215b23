// Package literals locks in function literals, and what local variables lead to.
package literals

import (
	"net/http"
	"sync"
	"time"
)

type session struct {
	mu     sync.Mutex
	closed bool
}

type board struct {
	mu       *sync.RWMutex
	marks    map[string]int
	sessions map[string]*session
	ready    bool
}

var (
	listed = map[string]bool{}
	guard  sync.RWMutex
)

func (b *board) warm() {
	go func() {
		b.mu.Lock() // want "`b.mu` is still locked when the function ends"
		b.ready = true
	}()
}

func (b *board) forget(name string) *time.Timer {
	return time.AfterFunc(time.Minute, func() {
		b.mu.Lock() // want "`b.mu` is still locked when the function ends"
		delete(b.marks, name)
	})
}

func isListed() func(string) bool {
	return func(name string) bool {
		guard.RLock() // want "`guard` is still locked when the function returns"
		return listed[name]
	}
}

func (b *board) hangUp(id string) {
	at := b.sessions[id]
	at.mu.Lock() // want "`at.mu` is still locked when the function ends"
	at.closed = true
}

func (b *board) Mark(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.marks[r.URL.Path]++
}

// A lock of the function's own, taken in the literal that it hands on.
func stream(w http.ResponseWriter, follow func(func(string) error) error) error {
	var writing sync.Mutex
	send := func(text string) error {
		writing.Lock() // want "`writing` is still locked when the function returns"
		_, err := w.Write([]byte(text))
		return err
	}
	return follow(send)
}

func timed(work func()) { work() }

// The literal keeps its own pair in order.
func (b *board) count() int {
	timed(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.ready = true
	})
	b.mu.RLock() // want "`b.mu` is still locked when the function returns"
	return len(b.marks)
}
