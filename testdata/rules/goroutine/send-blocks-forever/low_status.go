// Package status runs what somebody types, and says how it went.
package status

import (
	"context"
	"fmt"
	"time"
)

type fetch struct{ load func() error }

func (f fetch) Exec(ctx context.Context, name string, args []string) int {
	failed := make(chan error)
	go func() {
		failed <- f.load() // want "the send on `failed` blocks for ever when something else comes first"
	}()
	for {
		select {
		case err := <-failed:
			fmt.Println(name, args, err)
			return 0
		case <-ctx.Done():
			return 1
		case <-time.After(time.Second):
			fmt.Print(".")
		}
	}
}
