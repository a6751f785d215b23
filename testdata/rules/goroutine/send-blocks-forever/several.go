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

// What it sends again and again is another matter than how it ends.
func relay(ctx context.Context, read func() (string, error)) error {
	lines := make(chan string)
	failed := make(chan error)
	go func() {
		for {
			line, err := read()
			if err != nil {
				failed <- err // want "the send on `failed` blocks for ever"
				return
			}
			lines <- line // want "the send on `lines` blocks for ever"
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case line := <-lines:
			if line == "" {
				return nil
			}
		case err := <-failed:
			return err
		}
	}
}
