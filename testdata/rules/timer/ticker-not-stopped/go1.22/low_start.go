// Package main has a ticker for as long as it runs.
package main

import (
	"context"
	"time"
)

func collect(ctx context.Context) {
	ticker := time.NewTicker(time.Minute) // want "never stopped"
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			println("collecting")
		}
	}
}

func setUp(ctx context.Context) {
	collect(ctx)
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	setUp(ctx)
}
