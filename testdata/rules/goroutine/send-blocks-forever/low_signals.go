// Package signals runs a part of a service until a signal comes.
package signals

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"time"
)

type part interface {
	prepare(ctx context.Context) error
	run(ctx context.Context) error
}

func Run(ctx context.Context, p part) error {
	ctx, cancel := signal.NotifyContext(ctx, os.Interrupt)
	defer cancel()
	if err := prepare(ctx, p); err != nil {
		return err
	}
	return p.run(ctx)
}

func prepare(ctx context.Context, p part) error {
	prepared := make(chan error)
	go func() {
		prepared <- p.prepare(ctx) // want "the send on `prepared` blocks for ever"
	}()
	select {
	case err := <-prepared:
		return err
	case <-time.After(time.Minute):
		return errors.New("not prepared within a minute")
	}
}
