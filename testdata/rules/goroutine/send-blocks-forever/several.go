// Package several sends at several places on the channel that nobody reads any more: that is one defect.
package several

import (
	"context"
	"errors"
	"os"
)

func load(ctx context.Context, name string) ([]byte, error) {
	failed := make(chan error)
	done := make(chan []byte)
	go func() {
		if name == "" {
			failed <- errors.New("no name") // want "the send on `failed` blocks for ever"
			return
		}
		text, err := os.ReadFile(name)
		if err != nil {
			failed <- err
			return
		}
		done <- text
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case err := <-failed:
		return nil, err
	case text := <-done:
		return text, nil
	}
}
