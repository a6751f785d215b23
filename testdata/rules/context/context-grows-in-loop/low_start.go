// Package main puts a context around itself as it starts, once for each server that it has.
package main

import (
	"context"
	"log"
)

type key string

type server interface {
	Setup(ctx context.Context) error
}

func start(ctx context.Context, servers map[string]server) error {
	for name, one := range servers {
		if name == "admin" {
			ctx = context.WithValue(ctx, key("all"), servers) // want "`ctx` is put around itself"
		}
		if err := one.Setup(ctx); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	if err := start(context.Background(), map[string]server{}); err != nil {
		log.Fatal(err)
	}
}

func keysOf(ctx context.Context) []string {
	names, _ := ctx.Value(key("names")).([]string)
	return names
}

// What it ranges over is asked for once.
func forwarded(ctx context.Context) context.Context {
	for _, name := range keysOf(ctx) {
		ctx = context.WithValue(ctx, key(name), name) // want "`ctx` is put around itself"
	}
	return ctx
}
