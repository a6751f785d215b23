// Package channels keeps the channel of a ticker and not the ticker.
package channels

import (
	"context"
	"time"
)

func wait(ctx context.Context, ready func() bool, every time.Duration) error {
	ticks := time.NewTicker(every).C // want "the ticker of this channel cannot be stopped"
	for {
		select {
		case <-ticks:
			if ready() {
				return nil
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func watch(ready func() bool) {
	for range time.NewTicker(time.Second).C { // want "the ticker of this channel cannot be stopped"
		if ready() {
			return
		}
	}
}

func cleanForGood(work func()) {
	for range time.NewTicker(time.Second).C {
		work()
	}
}

type beat struct{ ticks <-chan time.Time }

func cleanKept(every time.Duration) *beat {
	return &beat{ticks: time.NewTicker(every).C}
}

func cleanTimer(done <-chan struct{}) {
	late := time.NewTimer(time.Second).C
	select {
	case <-done:
	case <-late:
	}
}
