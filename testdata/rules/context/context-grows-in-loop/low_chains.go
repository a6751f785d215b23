// Package chains goes along the steps of a job, each of which sees what those before it have found.
package chains

import "context"

type step struct {
	name string
	run  func(ctx context.Context) (string, error)
	next *step
}

type key string

func run(ctx context.Context, first *step) error {
	current := first
	for current != nil {
		found, err := current.run(ctx)
		if err != nil {
			return err
		}
		if found != "" {
			ctx = context.WithValue(ctx, key(current.name), found) // want "one context deeper with each iteration"
		}
		current = current.next
	}
	return nil
}
