// Package own has a type with an Unlock of its own, which does more than that of its lock.
package own

import (
	"errors"
	"sync"
)

// guard is what all locks here are.
type guard struct {
	sync.RWMutex
}

type board struct {
	guard
	names []string
	stale bool
}

func (b *board) Unlock() {
	b.stale = false
	b.guard.Unlock()
}

type watcher struct{ board *board }

func watch(before func() error, each func(string) error, after func() error) error {
	return errors.Join(before(), each("name"), after())
}

func (w *watcher) run() error {
	before := func() error {
		w.board.Lock()
		w.board.stale = true
		return nil
	}
	each := func(name string) error {
		w.board.names = append(w.board.names, name)
		return nil
	}
	after := func() error {
		defer w.board.Unlock()
		if len(w.board.names) == 0 {
			return errors.New("no names")
		}
		return nil
	}
	return watch(before, each, after)
}
