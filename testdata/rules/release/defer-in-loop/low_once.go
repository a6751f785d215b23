// Package once goes back once, to try again with something new.
package once

import (
	"context"
	"errors"
	"time"
)

var errStale = errors.New("stale")

type session struct{ key string }

func login(ctx context.Context, renew bool) (session, error) { return session{}, ctx.Err() }
func open(ctx context.Context, s session) error              { return ctx.Err() }

func enter(ctx context.Context) error {
	renew := false
again:
	limited, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel() // want "this runs when the function returns, not when the iteration ends"
	s, err := login(limited, renew)
	if err != nil {
		return err
	}
	err = open(limited, s)
	if errors.Is(err, errStale) && !renew {
		renew = true
		goto again
	}
	return err
}
