// Package cleandecided unlocks where it failed, and looks at the failure once more.
package cleandecided

import "sync"

type session struct {
	mu   sync.Mutex
	seen int
}

func (s *session) next(buffered bool, read func() error) error {
	s.mu.Lock()
	var failed error
	if buffered {
		failed = read()
		if failed != nil {
			s.mu.Unlock()
		}
	}
	if failed != nil {
		return failed
	}
	s.seen++
	s.mu.Unlock()
	return nil
}
