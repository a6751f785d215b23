// Package sharedcalls shares what one of several callers makes, which is there even if filling it failed.
package sharedcalls

import (
	"context"
	"errors"
	"sync"
)

type page struct {
	mu   sync.Mutex
	refs int
	data []byte
}

func (p *page) Take() *page {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.refs++
	return p
}

func (p *page) Release() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.refs--
}

type group struct{ run func(key string, make func() (*page, error)) (*page, error) }

func (g *group) Execute(key string, make func() (*page, error)) (*page, error) {
	if g.run == nil {
		return nil, errors.New("closed")
	}
	return g.run(key, make)
}

type store struct {
	group group
	fill  func(ctx context.Context, key string, into *page) error
}

func (s *store) read(ctx context.Context, key string, into []byte) (int, error) {
	found, err := s.group.Execute(key, func() (*page, error) {
		made := (&page{data: make([]byte, len(into))}).Take()
		err := s.fill(ctx, key, made)
		return made, err
	})
	defer found.Release()
	if err != nil {
		return 0, err
	}
	return copy(into, found.data), nil
}
