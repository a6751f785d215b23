package generic

import "golang.org/x/sync/errgroup"

func show[T any](data T) { print(data) }

type T[P any] struct{ a P }

func start(g *T[errgroup.Group], names []string) error {
	for _, name := range names {
		g.a.Go(func() error {
			show(name) // want "`name` is one variable for all iterations"
			return nil
		})
	}
	return g.a.Wait()
}
