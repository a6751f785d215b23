// Package spawned starts senders by something that is not here.
package spawned

import "context"

type spawner interface{ Go(task func()) }

type runner interface{ Each(task func()) }

func slow() string { return "" }

func first(ctx context.Context, tasks spawner) (string, error) {
	out := make(chan string)
	tasks.Go(func() {
		out <- slow() // want "the send on `out` blocks for ever"
	})
	select {
	case found := <-out:
		return found, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func roomy(ctx context.Context, tasks spawner) (string, error) {
	out := make(chan string, 1)
	tasks.Go(func() { out <- slow() })
	select {
	case found := <-out:
		return found, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// It may run what it is given at once, or never.
func unknown(ctx context.Context, tasks runner) (string, error) {
	out := make(chan string, 1)
	tasks.Each(func() { out <- slow() })
	select {
	case found := <-out:
		return found, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
