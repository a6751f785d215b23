// Package generators sends to whoever called until there is no more, whether or not anybody listens.
package generators

import (
	"context"
	"fmt"
)

type store interface {
	Load(ctx context.Context, key string) (string, error)
}

type shelf struct{ store store }

func (s *shelf) All(ctx context.Context, keys []string) <-chan string {
	found := make(chan string)
	go func() {
		defer close(found)
		for _, key := range keys {
			select {
			case <-ctx.Done():
				return
			default:
			}
			text, err := s.store.Load(ctx, key)
			if err != nil {
				continue
			}
			found <- text // want "this send waits for ever once the caller no longer receives from `found`"
		}
	}()
	return found
}

func (s *shelf) Heeding(ctx context.Context, keys []string) <-chan string {
	found := make(chan string)
	go func() {
		defer close(found)
		for _, key := range keys {
			text, err := s.store.Load(ctx, key)
			if err != nil {
				continue
			}
			select {
			case found <- text:
			case <-ctx.Done():
				return
			}
		}
	}()
	return found
}

// Nothing here awaits the end of the context.
func (s *shelf) Known(ctx context.Context, keys []string) <-chan string {
	found := make(chan string)
	go func() {
		defer close(found)
		for _, key := range keys {
			if text, err := s.store.Load(ctx, key); err == nil {
				found <- text
			}
		}
	}()
	return found
}

// There is room for all that is sent.
func (s *shelf) Roomy(ctx context.Context, keys []string) <-chan string {
	found := make(chan string, len(keys))
	go func() {
		defer close(found)
		for _, key := range keys {
			if ctx.Err() != nil {
				<-ctx.Done()
			}
			text, _ := s.store.Load(ctx, key)
			found <- text
		}
	}()
	return found
}

// Its one caller receives all of it.
func (s *shelf) drained(ctx context.Context, keys []string) <-chan string {
	found := make(chan string)
	go func() {
		defer close(found)
		for _, key := range keys {
			if ctx.Err() != nil {
				<-ctx.Done()
			}
			text, _ := s.store.Load(ctx, key)
			found <- text
		}
	}()
	return found
}

func (s *shelf) count(ctx context.Context, keys []string) int {
	n := 0
	for range s.drained(ctx, keys) {
		n++
	}
	return n
}

// Its caller has seen enough at some time.
type feed struct{ events chan string }

func (f *feed) follow(ctx context.Context) <-chan string {
	changes := make(chan string)
	go func() {
		defer close(changes)
		for {
			select {
			case <-ctx.Done():
				return
			case event := <-f.events:
				changes <- event // want "the send on `changes` blocks for ever when the function returns first"
			}
		}
	}()
	return changes
}

func (f *feed) first(ctx context.Context, text string) bool {
	for change := range f.follow(ctx) {
		if change == text {
			return true
		}
	}
	return false
}

// Room for some does not help the others, of which one is given up where the context ends.
func (s *shelf) Fitful(ctx context.Context, keys <-chan string) <-chan string {
	found := make(chan string, 64)
	go func() {
		defer close(found)
		first(s.store, found)
		for key := range keys {
			text, err := s.store.Load(ctx, key)
			if err != nil {
				found <- "no " + key // want "this send waits for ever once the caller no longer receives from `found`"
				continue
			}
			select {
			case found <- text:
			case <-ctx.Done():
				return
			}
		}
	}()
	return found
}

// Room for all, perhaps: nobody gives up.
func (s *shelf) Ample(ctx context.Context, keys []string) <-chan string {
	found := make(chan string, 64)
	go func() {
		defer close(found)
		for _, key := range keys {
			if ctx.Err() != nil {
				return
			}
			if text, err := s.store.Load(ctx, key); err == nil {
				found <- text
			}
		}
	}()
	return found
}

func first(from store, found chan<- string) {
	if text, err := from.Load(context.Background(), "first"); err == nil {
		select {
		case found <- text:
		default:
		}
	}
}

// A goroutine of its caller takes all there is.
func (s *shelf) Taken(ctx context.Context, keys []string) <-chan string {
	found := make(chan string)
	go func() {
		defer close(found)
		for _, key := range keys {
			select {
			case <-ctx.Done():
				return
			default:
			}
			found <- key
		}
	}()
	return found
}

func Print(ctx context.Context, s *shelf, keys []string) {
	found := s.Taken(ctx, keys)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for key := range found {
			fmt.Println(key)
		}
	}()
	<-done
}
