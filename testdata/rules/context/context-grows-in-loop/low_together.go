// Package together puts a context together, for who comes next.
package together

import "context"

type key string

func next(ctx context.Context, values map[string]int, handle func(context.Context) error) error {
	for name, value := range values {
		if value == 0 {
			continue
		}
		ctx = context.WithValue(ctx, key(name), value) // want "`ctx` is put around itself"
	}
	return handle(ctx)
}
