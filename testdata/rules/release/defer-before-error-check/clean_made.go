// Package made gives something to release with each of its errors.
package made

import (
	"context"
	"errors"
)

var errTaken = errors.New("taken")

type releaser interface {
	Release(ctx context.Context) error
}

type nothing struct{}

func (nothing) Release(context.Context) error { return nil }

type held struct{ key string }

func (h *held) Release(context.Context) error { return nil }

func obtain(key string) (*held, error) {
	if key == "" {
		return nil, errTaken
	}
	return &held{key: key}, nil
}

func lock(key string) (releaser, error) {
	taken, err := obtain(key)
	if err != nil {
		return nothing{}, err
	}
	return taken, nil
}

func run(ctx context.Context, key string) error {
	taken, err := lock(key)
	defer taken.Release(ctx)
	if err != nil {
		return err
	}
	println(key)
	return nil
}
