// Package main ends where it fails to start.
package main

import (
	"context"
	"errors"
	"log"
)

var errNone = errors.New("no servers")

func watch(ctx context.Context) { <-ctx.Done() }

func build(parent context.Context, servers int) (func(), error) {
	ctx, cancel := context.WithCancel(parent) // want "cancel function in `cancel` is not called on every path"
	if servers == 0 {
		return nil, errNone
	}
	go watch(ctx)
	return cancel, nil
}

func main() {
	stop, err := build(context.Background(), 1)
	if err != nil {
		log.Fatal(err)
	}
	defer stop()
}
