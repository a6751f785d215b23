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
