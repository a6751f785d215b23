// Package leaves has selects in loops that go on only when their timer fires, and others.
package leaves

import (
	"context"
	"time"
)

func daily(ctx context.Context, work func()) {
	for {
		select {
		case <-time.After(24 * time.Hour):
			work()
		case <-ctx.Done():
			return
		}
	}
}

func daysLeft(ctx context.Context, stop <-chan struct{}) {
days:
	for {
		select {
		case <-time.After(24 * time.Hour):
			println("another day")
		case <-stop:
			break days
		case <-ctx.Done():
			println("over")
			return
		}
	}
}

func events(ctx context.Context, in <-chan string) {
	for {
		select {
		case <-time.After(time.Hour): // want "a timer in every round"
			println("nothing for an hour")
		case text := <-in:
			println(text)
		case <-ctx.Done():
			return
		}
	}
}

func eventsUntil(in <-chan string) {
	for {
		select {
		case <-time.After(time.Hour): // want "a timer in every round"
			return
		case text, ok := <-in:
			if !ok {
				return
			}
			println(text)
		}
	}
}
