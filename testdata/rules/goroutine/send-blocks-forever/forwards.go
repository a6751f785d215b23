// Package forwards hands on what it gets, and does not hear of the end meanwhile.
package forwards

import (
	"context"
	"time"
)

type hub struct {
	in      chan string
	out     chan string
	ordered chan string
	roomy   chan string
	quit    chan struct{}
}

func newHub() *hub {
	return &hub{
		in: make(chan string), out: make(chan string), ordered: make(chan string),
		roomy: make(chan string, 16), quit: make(chan struct{}),
	}
}

func (h *hub) deliver() {
	for {
		select {
		case text := <-h.in:
			h.out <- text // want "while this send waits, `h.quit` is not heard"
		case <-h.quit:
			return
		}
	}
}

func (h *hub) poll(ctx context.Context) string {
	select {
	case text := <-h.out:
		return text
	case <-ctx.Done():
		return ""
	}
}

func (h *hub) heeding() {
	for {
		select {
		case text := <-h.in:
			select {
			case h.out <- text:
			case <-h.quit:
				return
			}
		case <-h.quit:
			return
		}
	}
}

// There is room.
func (h *hub) store() {
	for {
		select {
		case text := <-h.in:
			h.roomy <- text
		case <-h.quit:
			return
		}
	}
}

func (h *hub) load(ctx context.Context) string {
	select {
	case text := <-h.roomy:
		return text
	case <-ctx.Done():
		return ""
	}
}

// Its receiver goes on until all has come.
func (h *hub) inOrder() {
	for {
		select {
		case text := <-h.in:
			h.ordered <- text
		case <-h.quit:
			return
		}
	}
}

func (h *hub) print() {
	for text := range h.ordered {
		println(text)
	}
}

func (h *hub) follow(ctx context.Context, events <-chan string, updates chan<- string) {
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-events:
			updates <- event // want "the send on `updates` blocks for ever"
		}
	}
}

func (h *hub) watch(ctx context.Context, events <-chan string) {
	updates := make(chan string)
	go h.follow(ctx, events, updates)
	for {
		select {
		case update := <-updates:
			println(update)
		case <-h.quit:
			return
		}
	}
}

// A goroutine that has stopped listening waits as a loop does.
type script struct {
	scheduled chan func()
	done      chan struct{}
}

func newScript() *script { return &script{scheduled: make(chan func()), done: make(chan struct{})} }

func (s *script) after(pause time.Duration, run func()) {
	go func() {
		select {
		case <-time.After(pause):
			s.scheduled <- run // want "while this send waits, `s.done` is not heard"
		case <-s.done:
			return
		}
	}()
}

func (s *script) soon(pause time.Duration, run func()) {
	go func() {
		select {
		case <-time.After(pause):
			select {
			case s.scheduled <- run:
			case <-s.done:
			}
		case <-s.done:
		}
	}()
}

func (s *script) loop() {
	for {
		select {
		case run := <-s.scheduled:
			run()
		case <-s.done:
			return
		}
	}
}
