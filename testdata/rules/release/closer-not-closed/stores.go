// Package stores reads from interfaces that others implement.
package stores

import (
	"bytes"
	"context"
	"io"
)

type Store interface {
	Open(ctx context.Context, key string) (io.ReadCloser, error)
	Name() string
}

func first(ctx context.Context, s Store, key string) ([]byte, error) {
	r, err := s.Open(ctx, key) // want "the reader in `r` is never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, 512))
}

func all(ctx context.Context, s Store, key string) ([]byte, error) {
	r, err := s.Open(ctx, key)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// What the one implementation gives holds nothing.
type Cache interface {
	Fetch(key string) (io.ReadCloser, error)
}

type memory map[string][]byte

func (m memory) Fetch(key string) (io.ReadCloser, error) {
	return io.NopCloser(bytes.NewReader(m[key])), nil
}

func cached(c Cache, key string) ([]byte, error) {
	r, err := c.Fetch(key)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

var _ Cache = memory{}
