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
