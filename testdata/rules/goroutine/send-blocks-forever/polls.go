// Package main goes on, and asks again and again.
package main

import (
	"context"
	"time"
)

func ask(ctx context.Context) string {
	found := make(chan string)
	go func() { found <- "text" }() // want "the send on `found` blocks for ever when something else comes first"
	select {
	case text := <-found:
		return text
	case <-ctx.Done():
		return ""
	}
}

func poll(ctx context.Context) {
	for ctx.Err() == nil {
		println(ask(ctx))
		time.Sleep(time.Second)
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	poll(ctx)
}
