// Package threads has the shapes that users of vet's lostcancel reported as false alarms.
package threads

import (
	"context"
	"errors"
	"time"
)

func work(ctx context.Context) error { return ctx.Err() }

// golang/go#25720: assigned by a literal that is deferred later.
func deferAssigned(ctx context.Context, limit time.Duration) error {
	var cancel context.CancelFunc
	defer func() {
		if cancel != nil {
			cancel()
		}
	}()
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	return work(ctx)
}

// golang/go#58850: a loop that tries again behind a label.
func labelled(ctx context.Context) error {
retry:
	attempt, cancel := context.WithTimeout(ctx, time.Second)
	err := work(attempt)
	cancel()
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		goto retry
	}
	return err
}

// golang/go#58850: the loop goes on only after the cancel.
func loops(ctx context.Context) error {
	for {
		attempt, cancel := context.WithTimeout(ctx, time.Second)
		err := work(attempt)
		cancel()
		if err == nil || ctx.Err() != nil {
			return err
		}
	}
}

// golang/go#16230: named results and a bare return.
func namedResults(parent context.Context, limit time.Duration) (ctx context.Context, cancel func(), err error) {
	if limit < 0 {
		return nil, nil, errors.New("negative")
	}
	ctx, cancel = context.WithTimeout(parent, limit)
	return
}

// hashicorp/waypoint#3639: every branch of a switch calls or keeps it.
func switches(ctx context.Context, kind int, keep *context.CancelFunc) (context.Context, error) {
	ctx, cancel := context.WithCancel(ctx)
	switch kind {
	case 0:
		*keep = cancel
		return ctx, nil
	case 1:
		cancel()
		return nil, errors.New("off")
	default:
		defer cancel()
		return nil, work(ctx)
	}
}
