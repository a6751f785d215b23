// Package clean_started leaves a context, and what ends it, to a goroutine that runs a function.
package clean_started

import (
	"context"
	"time"
)

type drains struct{ step func(context.Context) (bool, error) }

func (d *drains) begin(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	go d.run(ctx, cancel)
}

// Once the context has ended there is nothing left to cancel.
func (d *drains) run(ctx context.Context, cancel context.CancelFunc) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
		done, err := d.step(ctx)
		if done || err != nil {
			cancel()
		}
	}
}
