package loops

import (
	"context"
	"time"
)

func poll(ctx context.Context, ask func() bool) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second): // want "a timer in every round"
		}
		if ask() {
			return nil
		}
	}
}

func pollByTimer(stop <-chan struct{}, ask func()) {
	for {
		pause := time.NewTimer(time.Second) // want "a timer in every round"
		select {
		case <-stop:
			return
		case <-pause.C:
			ask()
		}
	}
}
