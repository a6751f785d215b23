// Package looked stops in the end what it has only looked up.
package looked

import (
	"errors"
	"sync"
)

var errBusy = errors.New("busy")

type session struct{ stopping bool }

func (s *session) stop() { s.stopping = true }

type sessions struct {
	mu  sync.Mutex
	all map[string]*session
}

func (s *sessions) Get(id string) (*session, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.all[id]
	return found, ok
}

type server struct{ sessions *sessions }

func (s *server) stopSession(one *session) {
	one.stop()
}

func (s *server) pause(id string) error {
	one, ok := s.sessions.Get(id)
	if !ok {
		return nil
	}
	if one.stopping {
		return errBusy
	}
	defer s.stopSession(one)
	return s.save(one)
}

func (s *server) save(*session) error { return nil }
