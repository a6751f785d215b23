// Package made cancels what hangs on nothing, by way of variables and fields.
package made

import "context"

type kit struct {
	ctx context.Context
	id  string
}

func newKit(id string) *kit {
	return &kit{id: id, ctx: context.WithValue(context.TODO(), "id", id)}
}

func rounds(ticks, stop chan bool) {
	for {
		k := newKit("round")
		ctx, cancel := context.WithCancel(k.ctx) // want "not called in every iteration"
		k.ctx = ctx
		select {
		case <-stop:
			cancel()
			return
		case <-ticks:
			println(k.id)
		}
	}
}

func variable(work func(context.Context) error) error {
	base := context.Background()
	ctx, cancel := context.WithCancel(base) // want "not called on every path"
	if err := work(ctx); err != nil {
		return err
	}
	cancel()
	return nil
}
