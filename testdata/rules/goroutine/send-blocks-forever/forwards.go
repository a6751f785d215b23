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

var shut = func(beats chan<- string) { close(beats) }

// The channel is made two calls above.
func watchFeed(ctx context.Context) {
	beats := make(chan string)
	streamFeed(ctx, beats)
}

func streamFeed(ctx context.Context, beats chan string) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go beatFeed(ctx, beats)
	for {
		select {
		case beat := <-beats:
			if beat == "last" {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

func beatFeed(ctx context.Context, beats chan<- string) {
	defer shut(beats)
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			beats <- now.String() // want `while this send waits, .ctx.Done\(\). is not heard`
		}
	}
}

// There is room above, here.
func watchRoomy(ctx context.Context) {
	beats := make(chan string, 8)
	streamRoomy(ctx, beats)
}

func streamRoomy(ctx context.Context, beats chan string) {
	go beatRoomy(ctx, beats)
	for {
		select {
		case beat := <-beats:
			if beat == "last" {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

func beatRoomy(ctx context.Context, beats chan<- string) {
	defer shut(beats)
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			beats <- now.String()
		}
	}
}

// Another function gets the channel as well, and may receive all of it.
func watchShared(ctx context.Context) {
	beats := make(chan string)
	go drainShared(beats)
	streamShared(ctx, beats)
}

func drainShared(beats chan string) {
	for range beats {
	}
}

func streamShared(ctx context.Context, beats chan string) {
	go beatShared(ctx, beats)
	for {
		select {
		case beat := <-beats:
			if beat == "last" {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

func beatShared(ctx context.Context, beats chan<- string) {
	defer shut(beats)
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			beats <- now.String()
		}
	}
}
