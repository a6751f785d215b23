// Package commands has functions that lock for some commands only: who holds the lock gives them others.
package commands

import (
	"fmt"
	"strings"
	"sync"
)

type server struct {
	mu   sync.Mutex
	keys map[string]string
}

func (s *server) run(command string, args []string) error {
	switch strings.ToLower(command) {
	case "set":
		s.keys[args[0]] = args[1]
	case "fill":
		return s.fill(args)
	default:
		return fmt.Errorf("unknown command %q", command)
	}
	return nil
}

func (s *server) fill(keys []string) error {
	for _, key := range keys {
		if err := s.set(key); err != nil {
			return err
		}
	}
	return nil
}

func (s *server) set(key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.run("set", []string{key, ""})
}

func (s *server) replay(args []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.run(args[0], args[1:])
}
