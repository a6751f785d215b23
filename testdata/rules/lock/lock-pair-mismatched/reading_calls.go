package p

import "sync"

type shelf struct {
	mu    sync.RWMutex
	boxes map[int]*box
	asked int
}

type box struct{ names []string }

// It makes the box that is not there yet.
func (s *shelf) box(n int) *box {
	found, ok := s.boxes[n]
	if !ok {
		found = &box{}
		s.boxes[n] = found
	}
	return found
}

func (s *shelf) count() { s.asked++ }

func (s *shelf) Names(n int) []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.box(n).names // want "`s.boxes` is written by `\\(\\*shelf\\)\\.box` while `s.mu` is held for reading only: others may do so at the same time; use Lock"
}

func (s *shelf) Has(n int) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	s.count() // want "`s.asked` is written by `\\(\\*shelf\\)\\.count`"
	_, ok := s.boxes[n]
	return ok
}

func (s *shelf) Add(n int, name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	one := s.box(n)
	one.names = append(one.names, name)
}
