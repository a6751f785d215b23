// Package main runs once, for whoever has typed it.
package main

import (
	"context"
	"log"
	"os"
	"time"
)

func load(ctx context.Context, name string) (string, error) {
	found := make(chan string)
	go func() { found <- name }() // want "the send on `found` blocks for ever when something else comes first"
	select {
	case text := <-found:
		return text, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func report(ctx context.Context) error {
	text, err := load(ctx, "report")
	if err == nil {
		_, err = os.Stdout.WriteString(text)
	}
	return err
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := report(ctx); err != nil {
		log.Println(err)
	}
}
