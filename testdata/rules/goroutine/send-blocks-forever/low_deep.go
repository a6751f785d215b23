// Package main has a command that is some calls long.
package main

import (
	"context"
	"log"
)

func removeEach(ctx context.Context, names []string, remove func(context.Context, string) error) error {
	failed := make(chan error)
	for _, name := range names {
		go func() {
			failed <- remove(ctx, name) // want "the send on `failed` blocks for ever"
		}()
	}
	for range names {
		if err := <-failed; err != nil {
			return err
		}
	}
	return nil
}

func removeAll(ctx context.Context) error {
	return removeEach(ctx, []string{"a", "b"}, func(context.Context, string) error { return nil })
}

func removeWithNotes(ctx context.Context) error {
	log.Println("removing")
	return removeAll(ctx)
}

func run(ctx context.Context) error { return removeWithNotes(ctx) }

func uninstall(ctx context.Context) error { return run(ctx) }

func main() {
	if err := uninstall(context.Background()); err != nil {
		log.Fatal(err)
	}
}
