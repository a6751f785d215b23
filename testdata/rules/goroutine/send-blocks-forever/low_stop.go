// Package stopping leaves a goroutine behind as the process ends.
package stopping

import (
	"errors"
	"time"
)

type flusher interface{ Flush() error }

type processor struct{ queue flusher }

func (p *processor) Stop() error {
	failed := make(chan error)
	go func() { failed <- p.queue.Flush() }() // want "the send on `failed` blocks for ever"
	select {
	case err := <-failed:
		return err
	case <-time.After(5 * time.Second):
		return errors.New("not flushed in time")
	}
}
