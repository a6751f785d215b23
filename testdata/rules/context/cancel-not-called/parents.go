// Package parents makes contexts of one that ends with the function.
package parents

import "context"

func ends(run func(context.Context), rounds <-chan int) {
	all, cancelAll := context.WithCancel(context.Background())
	defer cancelAll()
	ctx, cancel := context.WithCancel(all)
	run(ctx)
	before := cancel
	for range rounds {
		next, cancel := context.WithCancel(all)
		run(next)
		before()
		before = cancel
	}
}

func piles(run func(context.Context) error, rounds <-chan int) {
	all, cancelAll := context.WithCancel(context.Background())
	defer cancelAll()
	for range rounds {
		ctx, cancel := context.WithCancel(all) // want "not called on every path"
		if err := run(ctx); err != nil {
			continue
		}
		cancel()
	}
}

func late(parent context.Context, run func(context.Context) error) error {
	ctx, cancel := context.WithCancel(parent) // want "not called on every path"
	if err := run(ctx); err != nil {
		return err
	}
	cancel()
	return nil
}
