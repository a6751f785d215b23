// Package told has a helper that locks or not by what it is handed.
package told

import "sync"

type store struct {
	mu     sync.RWMutex
	sealed bool
	values map[string]string
}

func (s *store) get(name string, locking bool) string {
	if locking {
		s.mu.RLock()
		defer s.mu.RUnlock()
	}
	return s.values[name]
}

func (s *store) Get(name string) string { return s.get(name, true) }

func (s *store) reload(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if value := s.get(name, false); value != "" {
		return value
	}
	return s.Get("old " + name) // want "locks `s.mu` again while it is held: blocks for ever"
}

func (s *store) reloadNow(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.get(name, true) // want "locks `s.mu` again while it is held: blocks for ever"
}

func (s *store) cleanReload(name string, locking bool) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.get(name, locking)
}

func (s *store) fetch(name string, held bool) string {
	if !held {
		s.mu.RLock()
		defer s.mu.RUnlock()
	}
	return s.values[name]
}

func (s *store) cleanFetch(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fetch(name, true)
}

func (s *store) fetchAgain(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fetch(name, false) // want "locks `s.mu` again while it is held: blocks for ever"
}
