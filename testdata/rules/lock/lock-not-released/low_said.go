// Package said holds a lock for good, and says so.
package said

import "sync"

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
