// Package cleandecided looks at what it has set itself: some ways are none.
package cleandecided

import (
	"context"
	"errors"
)

type streams struct{ open map[string]context.CancelFunc }

func (s *streams) add(cancel context.CancelFunc) string {
	s.open["1"] = cancel
	return "1"
}

type host struct{ streams *streams }

// Without streams the name stays empty, and cancel is called.
func (h *host) byName(ctx context.Context) (string, error) {
	ctx, cancel := context.WithCancel(ctx)
	id := ""
	if h != nil && h.streams != nil {
		id = h.streams.add(cancel)
	}
	if id == "" {
		cancel()
		return "", errors.New("no streams")
	}
	return id, ctx.Err()
}

func (h *host) byError(ctx context.Context, buffered bool, next func() error) error {
	ctx, cancel := context.WithCancel(ctx)
	var failed error
	if buffered {
		if failed = next(); failed != nil {
			cancel()
		}
	}
	if failed != nil {
		return failed
	}
	defer cancel()
	return ctx.Err()
}

func (h *host) byFlag(ctx context.Context, names []string) error {
	ctx, cancel := context.WithCancel(ctx)
	kept := false
	for _, name := range names {
		if name == "keep" {
			kept = true
			_ = h.streams.add(cancel)
		}
	}
	if !kept {
		cancel()
		return ctx.Err()
	}
	return nil
}
