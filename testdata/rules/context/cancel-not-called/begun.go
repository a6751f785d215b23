// Package begun makes contexts that nothing ends but their cancel functions.
package begun

import (
	"context"
	"errors"
)

type worker struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (w *worker) run(ctx context.Context) { <-ctx.Done() }

func start(check func() error) (*worker, error) {
	ctx, cancel := context.WithCancel(context.Background()) // want "the cancel function in `cancel` is not called on every path"
	w := &worker{ctx: ctx}
	go w.run(ctx)
	if err := check(); err != nil {
		return nil, err
	}
	w.cancel = cancel
	return w, nil
}

func startWaiting(check func() error) (context.CancelFunc, error) {
	ctx, cancel := context.WithCancel(context.Background()) // want "the cancel function in `cancel` is not called on every path"
	done := make(chan struct{})
	go func() {
		defer close(done)
		<-ctx.Done()
	}()
	if check() != nil {
		return nil, errors.New("unfit")
	}
	return func() { cancel(); <-done }, nil
}

type watchers struct{ ctx context.Context }

func (w *watchers) closeAll() { <-w.ctx.Done() }

func newWatchers(ctx context.Context) *watchers {
	w := &watchers{ctx: ctx}
	go w.closeAll()
	return w
}

type registry struct{ watchers *watchers }

func newRegistry(ctx context.Context, check func() error) (*registry, error) {
	r := &registry{watchers: newWatchers(ctx)}
	if err := check(); err != nil {
		return nil, err
	}
	return r, nil
}

type client struct {
	registry *registry
	cancel   context.CancelFunc
}

func newClient(check func() error) (*client, error) {
	ctx, cancel := context.WithCancel(context.Background()) // want "the cancel function in `cancel` is not called on every path"
	r, err := newRegistry(ctx, check)
	if err != nil {
		return nil, err
	}
	return &client{registry: r, cancel: cancel}, nil
}

func cleanClient(check func() error) (*client, error) {
	ctx, cancel := context.WithCancel(context.Background())
	r, err := newRegistry(ctx, check)
	if err != nil {
		cancel()
		return nil, err
	}
	return &client{registry: r, cancel: cancel}, nil
}
