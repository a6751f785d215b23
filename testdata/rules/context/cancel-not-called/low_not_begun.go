// Package notbegun gives contexts up before anybody waits for their end.
package notbegun

import "context"

type worker struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (w *worker) run(ctx context.Context) { <-ctx.Done() }

func connect(ctx context.Context) (*worker, error) { return &worker{ctx: ctx}, ctx.Err() }

func start(check func() error) (*worker, error) {
	ctx, cancel := context.WithCancel(context.Background()) // want "the cancel function in `cancel` is not called on every path"
	w, err := connect(ctx)
	if err != nil {
		return nil, err
	}
	w.cancel = cancel
	go w.run(ctx)
	return w, nil
}
