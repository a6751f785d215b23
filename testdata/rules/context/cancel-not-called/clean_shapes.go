// Package shapes has roundabout ways to call a cancel function, or to hand it over.
package shapes

import (
	"context"
	"net/http"
	"sync"
	"time"
)

func work(ctx context.Context) error { return ctx.Err() }

type job struct {
	ctx     context.Context
	cancel  context.CancelFunc
	cancels [2]func()
	stop    func()
	wait    sync.WaitGroup
	byID    sync.Map
}

func (j *job) field(ctx context.Context) { j.ctx, j.cancel = context.WithCancel(ctx) }

func (j *job) element(ctx context.Context, i int) {
	_, j.cancels[i] = context.WithTimeout(ctx, time.Second)
}

func (j *job) wrapped(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	j.stop = func() {
		cancel()
		j.wait.Wait()
	}
	j.ctx = ctx
}

func (j *job) syncMap(ctx context.Context, id string) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	j.byID.Store(id, cancel)
	return ctx
}

func (j *job) swaps(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	old := j.cancel
	j.cancel = cancel
	if old != nil {
		old()
	}
	return ctx
}

func renamed(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	stop := cancel
	defer stop()
	return work(ctx)
}

func typed(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var stop func() = cancel
	defer stop()
	return work(ctx)
}

func onceFunc(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	return ctx, sync.OnceFunc(cancel)
}

func goArgument(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	go run(ctx, cancel)
}

func run(ctx context.Context, cancel func()) {
	defer cancel()
	_ = work(ctx)
}

type request struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func sends(ctx context.Context, queue chan<- request) {
	ctx, cancel := context.WithCancel(ctx)
	queue <- request{ctx, cancel}
}

func pointer(ctx context.Context) *request {
	r := &request{}
	r.ctx, r.cancel = context.WithCancel(ctx)
	return r
}

func composite(ctx context.Context) *request {
	ctx, cancel := context.WithCancel(ctx)
	return &request{ctx: ctx, cancel: cancel}
}

func outer(ctx context.Context, items []string) error {
	var cancel context.CancelFunc
	for range items {
		if cancel != nil {
			cancel()
		}
		var next context.Context
		next, cancel = context.WithCancel(ctx)
		if err := work(next); err != nil {
			break
		}
	}
	if cancel != nil {
		cancel()
	}
	return nil
}

func setByLiteral(ctx context.Context) error {
	var cancel context.CancelFunc
	begin := func() context.Context {
		ctx, cancel = context.WithTimeout(ctx, time.Second)
		return ctx
	}
	defer func() { cancel() }()
	return work(begin())
}

func option(cancel context.CancelFunc) func(*http.Server) {
	return func(s *http.Server) { s.RegisterOnShutdown(cancel) }
}

func optioned(ctx context.Context, apply func(...func(*http.Server))) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	apply(option(cancel))
	return ctx
}

func selects(ctx context.Context, done <-chan struct{}) {
	ctx, cancel := context.WithCancel(ctx)
	for {
		select {
		case <-done:
			cancel()
			return
		case <-ctx.Done():
			cancel()
			return
		}
	}
}

func both(ctx context.Context) error {
	ctx, first := context.WithCancel(ctx)
	ctx, second := context.WithTimeout(ctx, time.Second)
	defer func() {
		second()
		first()
	}()
	return work(ctx)
}

type keeper struct{ shutdown context.CancelFunc }

// A later line of the same var keeps it.
func keptInGroup() (*keeper, context.Context) {
	var (
		ctx, cancel = context.WithCancel(context.TODO())
		k           = &keeper{shutdown: cancel}
	)
	return k, ctx
}

func deferredAfterGroup(parent context.Context) error {
	var (
		ctx, cancel = context.WithTimeout(parent, time.Hour)
		stop        = func() { cancel() }
	)
	defer stop()
	return ctx.Err()
}

// The first case takes its channel away: one context is all there is.
func waitOrKill(ctx context.Context, exited <-chan struct{}, kill func(context.Context)) {
	var cancel context.CancelFunc
	done := ctx.Done()
	for {
		select {
		case <-done:
			done = nil
			var last context.Context
			last, cancel = context.WithCancel(context.Background())
			kill(last)
		case <-exited:
			if cancel != nil {
				cancel()
			}
			return
		}
	}
}

// Nobody closes the channel of time.Tick: what follows the loop does not run.
func replacedEachMinute(ctx context.Context, work func(context.Context)) {
	var cancel context.CancelFunc
	for range time.Tick(time.Minute) {
		if cancel != nil {
			cancel()
		}
		var current context.Context
		current, cancel = context.WithCancel(ctx)
		go work(current)
	}
}
