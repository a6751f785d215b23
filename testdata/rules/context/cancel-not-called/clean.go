// Package clean calls its cancel functions, or gives them to somebody who does.
package clean

import (
	"context"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/errgroup"
)

func work(ctx context.Context) error { return ctx.Err() }

func deferred(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return work(ctx)
}

func deferredClosure(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer func() { cancel(nil) }()
	return work(ctx)
}

func everyBranch(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	if err := work(ctx); err != nil {
		cancel()
		return err
	}
	cancel()
	return nil
}

func returned(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	return ctx, cancel
}

func namedResults(parent context.Context) (ctx context.Context, cancel context.CancelFunc) {
	ctx, cancel = context.WithCancel(parent)
	return
}

type server struct {
	ctx     context.Context
	cancel  context.CancelFunc
	mu      sync.Mutex
	running map[string]context.CancelFunc
	all     []context.CancelFunc
}

func newServer() *server {
	ctx, cancel := context.WithCancel(context.Background())
	return &server{ctx: ctx, cancel: cancel, running: map[string]context.CancelFunc{}}
}

func (s *server) Close() { s.cancel() }

func (s *server) starts(name string) {
	ctx, cancel := context.WithCancel(s.ctx)
	s.mu.Lock()
	s.running[name] = cancel
	s.mu.Unlock()
	go func() { _ = work(ctx) }()
}

func (s *server) appends() context.Context {
	ctx, cancel := context.WithCancel(s.ctx)
	s.all = append(s.all, cancel)
	return ctx
}

func (s *server) restarts() {
	if s.cancel != nil {
		s.cancel()
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
}

var stopAll context.CancelFunc

func global() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	stopAll = cancel
	return ctx
}

func goroutine(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		defer cancel()
		_ = work(ctx)
	}()
}

func goCancel(ctx context.Context, stop <-chan struct{}) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		<-stop
		cancel()
	}()
	return ctx
}

func afterFunc(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	time.AfterFunc(time.Second, cancel)
	return ctx
}

func stopsWith(ctx, other context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	context.AfterFunc(other, cancel)
	return ctx
}

func tested(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	t.Cleanup(cancel)
	return ctx
}

func passed(ctx context.Context, onStop func(func())) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	onStop(cancel)
	return ctx
}

func sent(ctx context.Context, stops chan<- context.CancelFunc) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	stops <- cancel
	return ctx
}

func registered(ctx context.Context, s *http.Server) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	s.RegisterOnShutdown(cancel)
	return ctx
}

func grouped(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var group errgroup.Group
	group.Go(func() error {
		defer cancel()
		return work(ctx)
	})
	return group.Wait()
}

func once(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	var stop sync.Once
	return ctx, func() { stop.Do(cancel) }
}

func perItem(ctx context.Context, items []string) error {
	for range items {
		if err := func() error {
			ctx, cancel := context.WithTimeout(ctx, time.Second)
			defer cancel()
			return work(ctx)
		}(); err != nil {
			return err
		}
	}
	return nil
}

func ginHandler(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), time.Second)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}

func signals() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return work(ctx)
}

func values(ctx context.Context) context.Context {
	type key struct{}
	return context.WithoutCancel(context.WithValue(ctx, key{}, 1))
}

func conditional(ctx context.Context, limit time.Duration) error {
	if limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	return work(ctx)
}

func noop(ctx context.Context, limit time.Duration) error {
	cancel := func() {}
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	defer cancel()
	return work(ctx)
}

type stoppers []func()

func (s *stoppers) add(stop func()) { *s = append(*s, stop) }

func (s *stoppers) collects(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	s.add(cancel)
	return ctx
}
