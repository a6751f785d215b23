// Package spans ends what has nothing to do with its locks.
package spans

import (
	"context"
	"sync"

	"go.opentelemetry.io/otel/trace"
)

type store struct {
	mu     sync.Mutex
	tracer trace.Tracer
	names  map[string]int
	own    *turn
}

func (s *store) find(ctx context.Context, name string) int {
	_, span := s.tracer.Start(ctx, "find")
	defer span.End()
	s.mu.Lock() // want "`s.mu` is still locked when the function returns"
	n, ok := s.names[name]
	if !ok {
		return 0
	}
	s.mu.Unlock()
	return n
}

func (s *store) count(done *sync.WaitGroup, name string) {
	defer done.Done()
	s.mu.Lock() // want "`s.mu` is still locked when the function returns"
	if s.names == nil {
		return
	}
	s.names[name]++
	s.mu.Unlock()
}

// What the module itself calls so may well give it up.
type turn struct{ unlock func() }

type ender interface{ End() }

func (s *store) cleanEnds(own ender, name string) int {
	s.mu.Lock()
	defer own.End()
	if s.names == nil {
		return 0
	}
	n := s.names[name]
	s.mu.Unlock()
	return n
}

func (s *store) cleanReleases(name string, release func()) int {
	s.mu.Lock()
	defer release()
	return s.names[name]
}
