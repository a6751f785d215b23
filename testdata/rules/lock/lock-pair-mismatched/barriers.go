package p

import "sync"

type stall struct {
	mu    sync.RWMutex
	cond  *sync.Cond
	goods map[string]int
}

func (s *stall) commented() {
	// Wait until the writers are through.
	s.mu.Lock() // want "unlocked at once"
	s.mu.Unlock()
	s.goods = nil
}

func (s *stall) signals() {
	s.mu.Lock() // want "unlocked at once"
	s.mu.Unlock()
	s.cond.Broadcast()
}

func (s *stall) last() {
	s.goods = nil
	s.mu.Lock() // want "unlocked at once"
	s.mu.Unlock()
}
