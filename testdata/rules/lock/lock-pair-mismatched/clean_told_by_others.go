package clean

import (
	"errors"
	"sync"
)

type item struct{ free bool }

type shelf struct {
	mu     sync.Mutex
	closed bool
	items  []*item
	count  int
}

func (s *shelf) byError() error {
	s.mu.Lock()
	var err error
	if s.closed {
		err = errors.New("closed")
		s.mu.Unlock()
	}
	if err == nil {
		s.count++
		s.mu.Unlock()
	}
	return err
}

func (s *shelf) bySearch() *item {
	var found *item
	s.mu.Lock()
	for _, it := range s.items {
		if it.free {
			found = it
			s.mu.Unlock()
			break
		}
	}
	if found == nil {
		s.mu.Unlock()
		return nil
	}
	return found
}

func (s *shelf) lockIf(wanted bool) {
	if wanted {
		s.mu.Lock()
	}
}

func (s *shelf) again() {
	s.mu.Lock()
	s.count++
	s.mu.Unlock()
	s.lockIf(true)
	s.count--
	s.mu.Unlock()
}

func (s *shelf) byValue(lock func()) {
	s.mu.Lock()
	s.count++
	s.mu.Unlock()
	lock()
	s.count--
	s.mu.Unlock()
}
