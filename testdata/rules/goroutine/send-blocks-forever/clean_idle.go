package idle

import (
	"context"
	"log"
)

func work(n int) error { return nil }

// There is one at a time: it is asked for by a pointer.
func one(ctx context.Context, jobs <-chan int) error {
	done := make(chan error, 1)
	var current *int
	for {
		select {
		case n := <-jobs:
			if current != nil {
				log.Println("busy with", *current)
			} else {
				current = &n
				go func() { done <- work(n) }()
			}
		case err := <-done:
			current = nil
			if err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
