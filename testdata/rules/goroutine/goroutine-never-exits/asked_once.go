// Package askedonce asks a context once, before a loop.
package askedonce

import (
	"context"
	"fmt"
	"time"
)

type bus interface {
	Subscribe(events chan string)
	Unsubscribe(events chan string)
}

func listen(ctx context.Context, b bus) {
	events := make(chan string)
	b.Subscribe(events)
	select {
	case <-ctx.Done():
		b.Unsubscribe(events)
		close(events)
	default:
		for event := range events { // want "this loop goes on when `ctx` ends: it is asked once, before the loop"
			fmt.Println(event)
		}
	}
}

func listenAndAsk(ctx context.Context, b bus) {
	events := make(chan string)
	b.Subscribe(events)
	for event := range events {
		select {
		case <-ctx.Done():
			b.Unsubscribe(events)
			return
		default:
			fmt.Println(event)
		}
	}
}

func asksInside(ctx context.Context, events <-chan string) {
	select {
	case <-ctx.Done():
		return
	default:
		for {
			select {
			case event := <-events:
				fmt.Println(event)
			case <-ctx.Done():
				return
			}
		}
	}
}

func handsOn(ctx context.Context, events <-chan string, handle func(context.Context, string)) {
	select {
	case <-ctx.Done():
		return
	default:
		for event := range events {
			handle(ctx, event)
		}
	}
}

func works(ctx context.Context, work func()) {
	select {
	case <-ctx.Done():
		return
	default:
		for { // want "this loop goes on when `ctx` ends"
			work()
			time.Sleep(time.Second)
		}
	}
}

func worksUntil(ctx context.Context, work func() error) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	default:
		for {
			if err := work(); err != nil {
				return err
			}
		}
	}
}
