// Package main watches for as long as somebody wants it to.
package main

import (
	"context"
	"os/signal"
	"syscall"
	"time"
)

var shut = func(beats chan<- string) { close(beats) }

func watch(ctx context.Context) {
	beats := make(chan string)
	stream(ctx, beats)
}

func stream(ctx context.Context, beats chan string) {
	go beat(ctx, beats)
	for {
		select {
		case beat := <-beats:
			println(beat)
		case <-ctx.Done():
			return
		}
	}
}

func beat(ctx context.Context, beats chan<- string) {
	defer shut(beats)
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			beats <- now.String() // want `while this send waits, .ctx.Done\(\). is not heard`
		}
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	watch(ctx)
}
