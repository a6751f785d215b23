// Package quitters sends until a context from outside ends.
package quitters

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func check(name string) error { return nil }

func checkAll(ctx context.Context, names []string, workers int) error {
	todo := make(chan string, workers)
	var group errgroup.Group
	for range workers {
		group.Go(func() error {
			for name := range todo {
				if err := check(name); err != nil {
					return err
				}
			}
			return nil
		})
	}
	group.Go(func() error {
		defer close(todo)
		for _, name := range names {
			select {
			case todo <- name: // want "the send on `todo` blocks until the context ends"
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return group.Wait()
}
