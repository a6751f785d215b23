// Package decided looks at what it has set itself, and leaves a way open all the same.
package decided

import (
	"context"
	"errors"
)

var kept = map[string]context.CancelFunc{}

func keep(cancel context.CancelFunc) string {
	kept["1"] = cancel
	return "1"
}

// What was set first is set again: the second test says nothing of the first.
func again(ctx context.Context, keeps bool, name func() string) (string, error) {
	ctx, cancel := context.WithCancel(ctx) // want "the cancel function in `cancel` is not called on every path"
	id := ""
	if keeps {
		id = keep(cancel)
	}
	id = name()
	if id == "" {
		cancel()
		return "", errors.New("no name")
	}
	return id, ctx.Err()
}

// One way to the return is none, another is.
func other(ctx context.Context, first, second bool) error {
	ctx, cancel := context.WithCancel(ctx) // want "the cancel function in `cancel` is not called on every path"
	held := false
	if first {
		held = true
		_ = keep(cancel)
	} else if second {
		held = true
	}
	if !held {
		cancel()
		return ctx.Err()
	}
	return nil
}

type phase int

func (p *phase) next() { *p++ }

// Its method sets it.
func stepped(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx) // want "the cancel function in `cancel` is not called on every path"
	var p phase
	p.next()
	if p == 0 {
		cancel()
		return nil
	}
	return ctx.Err()
}

// Somebody else may set it.
func behind(ctx context.Context, fill func(*string)) error {
	ctx, cancel := context.WithCancel(ctx) // want "the cancel function in `cancel` is not called on every path"
	id := ""
	fill(&id)
	if id == "" {
		cancel()
		return nil
	}
	return ctx.Err()
}

func inside(ctx context.Context, each func(func(string))) error {
	ctx, cancel := context.WithCancel(ctx) // want "the cancel function in `cancel` is not called on every path"
	id := ""
	each(func(name string) { id = name })
	if id == "" {
		cancel()
		return nil
	}
	return ctx.Err()
}
