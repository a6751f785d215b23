// Package again unlocks what is unlocked already.
package again

import (
	"errors"
	"sync"
)

type board struct {
	mu    sync.RWMutex
	lines map[string]string
	sizes map[string]int
}

func (b *board) load(name string) (string, error) { return name, nil }

func (b *board) line(name string) (string, error) {
	b.mu.RLock()
	line, ok := b.lines[name]
	b.mu.RUnlock()
	if !ok {
		loaded, err := b.load(name)
		if err != nil {
			b.mu.RUnlock() // want "`b.mu` is unlocked twice"
			return "", err
		}
		line = loaded
	}
	return line, nil
}

// One way goes on to the unlock below.
func (b *board) put(name, line string) error {
	b.mu.Lock()
	if _, ok := b.lines[name]; ok {
		b.mu.Unlock()
		if line == "" {
			return errors.New("empty")
		}
	}
	b.sizes[name] = len(line)
	b.mu.Unlock() // want "`b.mu` is unlocked twice"
	return nil
}

func (b *board) each(names []string) {
	for _, name := range names {
		b.mu.Lock()
		if b.lines[name] == "" {
			b.mu.Unlock()
			continue
		}
		b.sizes[name]++
		b.mu.Unlock()
	}
}

// Locked again between.
func (b *board) reload(name string) error {
	b.mu.Lock()
	delete(b.lines, name)
	b.mu.Unlock()
	line, err := b.load(name)
	b.mu.Lock()
	if err == nil {
		b.lines[name] = line
	}
	b.mu.Unlock()
	return err
}

// The test that tells whether it is locked is made twice.
func (b *board) maybe(name string, locked bool) int {
	if !locked {
		b.mu.Lock()
	}
	n := b.sizes[name]
	if n > 0 {
		b.sizes[name] = 0
	}
	if !locked {
		b.mu.Unlock()
	}
	return n
}

func (b *board) early(name string) int {
	held := true
	b.mu.Lock()
	if b.sizes[name] == 0 {
		b.mu.Unlock()
		held = false
	}
	n := len(name)
	if held {
		b.mu.Unlock()
	}
	return n
}

// The caller has locked it: what is unlocked for the call is locked again.
func (b *board) loadLocked(name string) (string, error) {
	b.mu.Unlock()
	line, err := b.load(name)
	b.mu.Lock()
	return line, err
}

func (b *board) take() { b.mu.Lock() }

func (b *board) helped(name string) {
	b.mu.Lock()
	delete(b.lines, name)
	b.mu.Unlock()
	b.take()
	delete(b.sizes, name)
	b.mu.Unlock()
}

// Each has a lock of its own.
func reset(boards []*board) {
	for _, b := range boards {
		b.mu.Lock()
		clear(b.lines)
		b.mu.Unlock()
	}
}

func turns(first, second *board) {
	b := first
	b.mu.Lock()
	second.mu.Lock()
	b.mu.Unlock()
	b = second
	b.mu.Unlock()
}

func eitherError(b *board, name string) (string, error) {
	b.mu.Lock()
	line, err := b.load(name)
	if err != nil {
		b.mu.Unlock()
	}
	if err != nil {
		return "", err
	}
	b.lines[name] = line
	b.mu.Unlock()
	return line, nil
}
