// Package dialled makes connections under the lock of their pool, and looks again and again until they are up.
package dialled

import (
	"errors"
	"sync"
	"time"
)

type line struct{ up func() bool }

func newLine(up func() bool) (*line, error) {
	l := &line{up: up}
	for tries := 0; !l.up(); tries++ {
		if tries > 3000 {
			return nil, errors.New("the line does not come up")
		}
		time.Sleep(time.Millisecond)
	}
	return l, nil
}

type pool struct {
	mu   sync.Mutex
	free []*line
	up   func() bool
}

func (p *pool) get() (*line, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if last := len(p.free) - 1; last >= 0 {
		l := p.free[last]
		p.free = p.free[:last]
		return l, nil
	}
	return newLine(p.up) // want "`p.mu` is held while this waits for a sleep in `newLine`"
}

func (p *pool) put(l *line) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, l)
}

func (p *pool) size() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.free)
}
