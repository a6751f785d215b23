// Package made hangs contexts on nothing that is ever cancelled.
package made

import "context"

type nameKey struct{}

func withName(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, nameKey{}, name)
}

type device struct{ ctx context.Context }

func open(ctx context.Context) (*device, error) { return &device{ctx}, ctx.Err() }

// The device keeps the context as long as it lives.
func build(name string, keep func(*device) error) error {
	ctx, cancel := context.WithCancel(withName(context.Background(), name)) // want "the cancel function in `cancel` is not called on every path by the function literal"
	d, err := open(ctx)
	defer func() {
		if err != nil {
			cancel()
		}
	}()
	if err == nil {
		err = keep(d)
	}
	return err
}

func dropped(name string) (*device, error) {
	ctx, _ := context.WithCancel(context.WithValue(context.Background(), nameKey{}, name)) // want "the cancel function is dropped"
	return open(ctx)
}
