// Package workers goes on until it is told to end, and no request starts that.
package workers

import (
	"context"
	"time"
)

type collector struct {
	closeCh chan struct{}
	results chan int
}

func (c *collector) loop() {
	ticker := time.NewTicker(time.Minute) // want "never stopped"
	for {
		select {
		case <-c.closeCh:
			println("ends")
			return
		case <-ticker.C:
			println("collects")
		}
	}
}

func run(ctx context.Context, work func()) {
	ticker := time.NewTicker(time.Minute) // want "never stopped"
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				work()
			}
		}
	}()
}

func scan(ctx context.Context, work func()) {
	ticks := time.NewTicker(time.Minute).C // want "cannot be stopped"
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
			work()
		}
	}
}
