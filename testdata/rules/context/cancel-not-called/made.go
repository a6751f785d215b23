// Package made cancels what hangs on a context that may be cancelled itself.
package made

import "context"

type kit struct {
	ctx context.Context
}

func newKit(ctx context.Context) *kit { return &kit{ctx: ctx} }

func rounds(ctx context.Context, ticks, stop chan bool) {
	for {
		k := newKit(ctx)
		round, cancel := context.WithCancel(k.ctx) // want "not called in every iteration"
		select {
		case <-stop:
			cancel()
			return
		case <-ticks:
			println(round.Err())
		}
	}
}

func set(ctx context.Context, ticks, stop chan bool) {
	for {
		k := &kit{ctx: context.Background()}
		k.ctx = ctx
		round, cancel := context.WithCancel(k.ctx) // want "not called in every iteration"
		select {
		case <-stop:
			cancel()
			return
		case <-ticks:
			println(round.Err())
		}
	}
}

func nested(work func(context.Context) error, rounds int) error {
	outer, stop := context.WithCancel(context.Background())
	defer stop()
	for range rounds {
		inner, cancel := context.WithCancel(outer) // want "not called on every path"
		if err := work(inner); err != nil {
			cancel()
			return err
		}
	}
	return nil
}

func bounded(ctx context.Context) context.Context {
	within, cancel := context.WithCancel(ctx)
	context.AfterFunc(within, cancel)
	return within
}

func byHelper(work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(bounded(context.Background())) // want "not called on every path"
	if err := work(ctx); err != nil {
		return err
	}
	cancel()
	return nil
}

func fill(k *kit, ctx context.Context) { k.ctx = ctx }

func handedOn(ctx context.Context, work func(context.Context) error) error {
	k := &kit{ctx: context.Background()}
	fill(k, ctx)
	inner, cancel := context.WithCancel(k.ctx) // want "not called on every path"
	if err := work(inner); err != nil {
		return err
	}
	cancel()
	return nil
}
