// Package takenback keeps cancel functions for as long as something runs, and forgets them with it.
package takenback

import (
	"context"
	"sync"
	"time"
)

type runner struct {
	mu      sync.Mutex
	cancels map[string]context.CancelFunc
	running sync.Map
	current context.CancelFunc
}

func (r *runner) run(ctx context.Context, id string) error {
	ctx, cancel := context.WithCancel(ctx) // want "the cancel function in `cancel` is never called"
	r.mu.Lock()
	r.cancels[id] = cancel
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		delete(r.cancels, id)
		r.mu.Unlock()
	}()
	return work(ctx)
}

func (r *runner) runAndCancel(ctx context.Context, id string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r.cancels[id] = cancel
	defer delete(r.cancels, id)
	return work(ctx)
}

func (r *runner) stored(ctx context.Context, id string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Hour) // want "the cancel function in `cancel` is never called"
	r.running.Store(id, cancel)
	defer r.running.Delete(id)
	return work(ctx)
}

func (r *runner) takesAllOut(ctx context.Context, id string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Hour)
	r.running.Store(id, cancel)
	defer func() {
		if found, ok := r.running.LoadAndDelete(id); ok {
			found.(context.CancelFunc)()
		}
	}()
	return work(ctx)
}

func (r *runner) calledByItsEntry(ctx context.Context, id string) error {
	ctx, cancel := context.WithCancel(ctx)
	r.cancels[id] = cancel
	defer func() {
		r.cancels[id]()
		delete(r.cancels, id)
	}()
	return work(ctx)
}

func (r *runner) started(ctx context.Context, id string) {
	ctx, cancel := context.WithCancel(ctx)
	r.cancels[id] = cancel
	go func() {
		defer delete(r.cancels, id) // it has run elsewhere: who cancelled is not seen
		_ = work(ctx)
	}()
}

func (r *runner) field(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx) // want "the cancel function in `cancel` is never called"
	r.current = cancel
	err := work(ctx)
	r.current = nil
	return err
}

func (r *runner) fieldOnSomeWays(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	r.current = cancel
	if err := work(ctx); err != nil {
		return err
	}
	r.current = nil
	return nil
}

func onFailureOnly(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx) // want "the cancel function in `cancel` is not called on every path by the function literal that it is left to"
	go func() {
		if err := work(ctx); err != nil {
			cancel()
		}
	}()
}

func whenItIsTime(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		select {
		case <-time.After(time.Second):
			cancel()
		case <-ctx.Done():
		}
	}()
	_ = work(ctx)
}

func work(ctx context.Context) error {
	return ctx.Err()
}
