// Package keepalive hears of each line in a goroutine that never waits for the lock itself.
package keepalive

import (
	"io"
	"sync"
	"time"
)

type writer struct {
	mu    sync.Mutex
	out   io.Writer
	lines chan struct{}
	done  chan struct{}
}

func newWriter(out io.Writer) *writer {
	w := &writer{
		out:   out,
		lines: make(chan struct{}),
		done:  make(chan struct{}),
	}
	go w.watch()
	return w
}

func (w *writer) watch() {
	for {
		select {
		case <-w.lines:
		case <-w.done:
			return
		case <-time.After(time.Minute):
			go w.poke()
		}
	}
}

func (w *writer) poke() {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, _ = io.WriteString(w.out, ".")
}

func (w *writer) line(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lines <- struct{}{}
	_, _ = io.WriteString(w.out, text)
}
