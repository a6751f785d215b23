// Package threads has the shapes that users of gosec's G118 and G112 reported as false alarms.
package threads

import (
	"context"
	"net/http"
	"sync"
	"time"
)

func work(ctx context.Context) error { return ctx.Err() }

// securego/gosec#1584: the cancel function is returned.
func returned(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	return ctx, cancel
}

// securego/gosec#1584: returned within a literal that calls it.
func returnedInClosure(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	return ctx, func() {
		time.Sleep(time.Millisecond)
		cancel()
	}
}

// securego/gosec#1590: called by a goroutine's literal.
func inGoroutine(ctx context.Context, stop <-chan struct{}) error {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		select {
		case <-stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	return work(ctx)
}

// securego/gosec#1591: kept in an exported field of a value that is returned.
type task struct{ Cancel func() }

func newTask() task {
	_, cancel := context.WithCancel(context.Background())
	t := task{Cancel: cancel}
	return t
}

// Near securego/gosec#1590: a job of its own that is cancelled when it is done.
func background(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), time.Minute)
	go func() {
		defer cancel()
		_ = work(ctx)
	}()
	w.WriteHeader(http.StatusAccepted)
}

// securego/gosec#1595: put in a field of a local value whose field is called.
func fieldOfLocal(ctx context.Context) error {
	r := runner{}
	ctx, cancel := context.WithCancel(ctx)
	r.cancel = cancel
	defer func() { r.cancel() }()
	return work(ctx)
}

// Near securego/gosec#1595: kept in a field that another method calls.
type runner struct {
	cancel context.CancelFunc
	done   chan struct{}
}

func (r *runner) Start(parent context.Context) {
	ctx, cancel := context.WithCancel(parent)
	r.cancel = cancel
	r.done = make(chan struct{})
	go func() {
		defer close(r.done)
		<-ctx.Done()
	}()
}

func (r *runner) Stop() {
	r.cancel()
	<-r.done
}

// securego/gosec#1601, #1602: kept in a package variable.
var (
	mu   sync.Mutex
	stop context.CancelFunc
)

func restart() context.Context {
	mu.Lock()
	defer mu.Unlock()
	if stop != nil {
		stop()
	}
	var ctx context.Context
	ctx, stop = context.WithCancel(context.Background())
	return ctx
}

// securego/gosec#1637: the goroutine of a job calls what the job keeps.
type active struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func (r *runner) runs(parent context.Context) {
	ctx, cancel := context.WithCancel(parent)
	job := &active{ctx: ctx, cancel: cancel}
	go func(job *active) {
		defer job.cancel()
		_ = work(job.ctx)
	}(job)
}

// Near securego/gosec#1637: handed to another function together with the context.
func hands(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	run(ctx, cancel)
}

func run(ctx context.Context, cancel context.CancelFunc) {
	defer cancel()
	_ = work(ctx)
}

// securego/gosec#1668: kept in a slice and called in a loop.
func many(ctx context.Context, n int) error {
	cancels := make([]context.CancelFunc, 0, n)
	defer func() {
		for _, cancel := range cancels {
			cancel()
		}
	}()
	for range n {
		ctx, cancel := context.WithCancel(ctx)
		cancels = append(cancels, cancel)
		if err := work(ctx); err != nil {
			return err
		}
	}
	return nil
}

// securego/gosec#823 (G112): ReadTimeout alone is a limit, too.
func limited(handler http.Handler) error {
	server := &http.Server{Addr: ":8080", Handler: handler, ReadTimeout: time.Second}
	return server.ListenAndServe()
}
