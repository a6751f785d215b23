// Package twofiles removes in one file what another one adds.
package twofiles

import "sync"

type store struct {
	mu      sync.Mutex
	entries map[string]string
	kept    map[string]string
}

func newStore() *store {
	return &store{entries: map[string]string{}, kept: map[string]string{}}
}

func (s *store) drop(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.entries, key)
}

func (s *store) size() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.kept)
}
