// Package said holds a lock for good, and says so.
package said

import (
	"net/http"
	"sync"
)

type group struct {
	mu sync.Mutex
	wg sync.WaitGroup
}

func (g *group) waitAndEnd() {
	g.mu.Lock() // want "`g.mu` is still locked when the function ends"
	g.wg.Wait()
	// It is not unlocked: whoever adds waits from here on.
}

type locker interface {
	TryLock() bool
	Lock()
	Unlock()
}

type block interface {
	locker
	Size() int
}

// The block is a lock, and perhaps the same one.
type store struct {
	block
	other locker
}

func (s *store) tryClose() bool {
	if !s.other.TryLock() { // want "`s.other` is still locked"
		return false
	}
	size := s.Size()
	s.Unlock()
	return size == 0
}

// A helper of a handler panics only if its caller is wrong.
type keyed struct {
	mu    sync.Mutex
	locks map[string]*sync.Mutex
}

func (k *keyed) done(name string) {
	k.mu.Lock() // want "a panic leaves `k.mu` locked"
	lock, known := k.locks[name]
	if !known {
		panic("not locked: " + name)
	}
	delete(k.locks, name)
	k.mu.Unlock()
	lock.Unlock()
}

func (k *keyed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.done(r.URL.Path)
	w.WriteHeader(http.StatusNoContent)
}
