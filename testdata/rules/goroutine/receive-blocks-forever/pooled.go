// does-not-compile: the package it imports is not here

// Package pooled waits for what runs in a pool.
package pooled

import (
	"context"

	"github.com/bytedance/gopkg/util/gopool"
)

func cleanPooled(load func() int) int {
	found := make(chan int)
	gopool.Go(func() { found <- load() })
	return <-found
}

func cleanCrowd(loads []func() int) (sum int) {
	found := make(chan int)
	for _, load := range loads {
		gopool.Go(func() { found <- load() })
	}
	for range loads {
		sum += <-found
	}
	return sum
}

func tooFew(ctx context.Context, load func() int) int {
	found := make(chan int)
	gopool.Go(func() { found <- load() }) // want send-blocks-forever:"the send on `found` blocks for ever"
	select {
	case n := <-found:
		return n
	case <-ctx.Done():
		return 0
	}
}

func missing(load func() int) int {
	found := make(chan int)
	gopool.CtxGo(context.Background(), func() {
		if n := load(); n > 0 {
			found <- n
		}
	})
	return <-found // want "the receive from `found` blocks for ever"
}
