// Package lownotstarted gives its context to what only asks it.
package lownotstarted

import "context"

type client struct{ cancel context.CancelFunc }

func ask(ctx context.Context, check func() error) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	return 1, check()
}

func newClient(check func() error) (*client, error) {
	ctx, cancel := context.WithCancel(context.Background()) // want "the cancel function in `cancel` is not called on every path"
	if _, err := ask(ctx, check); err != nil {
		return nil, err
	}
	return &client{cancel: cancel}, nil
}
