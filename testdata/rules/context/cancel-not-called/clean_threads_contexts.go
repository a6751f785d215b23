// Package threads has the shapes that users of other checks of contexts reported as false alarms.
package threads

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func load(ctx context.Context, id string) error {
	_ = id
	return ctx.Err()
}

// kkHAIKE/contextcheck#3: the context of the request is the one to use.
func handler(w http.ResponseWriter, r *http.Request) {
	if err := load(r.Context(), r.PathValue("id")); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// golangci/golangci-lint#2216: a literal that an option returns gets its context later.
type option func(context.Context) error

func withID(id string) option {
	return func(ctx context.Context) error { return load(ctx, id) }
}

func apply(ctx context.Context, options ...option) error {
	for _, one := range options {
		if err := one(ctx); err != nil {
			return err
		}
	}
	return nil
}

// nspcc-dev/neofs-node#1911: work that must outlive its caller starts from a fresh context.
func detached(ctx context.Context, id string) {
	ctx = context.WithoutCancel(ctx)
	go func() {
		ctx, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		_ = load(ctx, id)
	}()
}

// grafana/k6#4107: a clean-up that has to run after the context is cancelled.
func cleansUp(ctx context.Context, id string) error {
	defer func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = load(ctx, id)
	}()
	return load(ctx, id)
}

// Crocmagnon/fatcontext#34: a literal that is an option puts a derived context into what it is given.
type config struct{ ctx context.Context }

func withValue(value int) func(*config) {
	type key struct{}
	return func(c *config) {
		ctx := context.WithValue(c.ctx, key{}, value)
		c.ctx = ctx
	}
}

// Crocmagnon/fatcontext#101: the end of a function has a deadline of its own.
func endsOrderly(ctx context.Context) error {
	defer func() {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = load(ctx, "end")
	}()
	return load(ctx, "begin")
}

// Near Crocmagnon/fatcontext#34: a literal that is called once has its own nested context.
func nested(ctx context.Context, run func(func() error) error) error {
	return run(func() error {
		ctx, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		return load(ctx, "nested")
	})
}

// Crocmagnon/fatcontext#43: package variables that get a fresh context.
var (
	jobs     context.Context
	stopJobs context.CancelFunc
)

func startJobs() {
	jobs, stopJobs = context.WithCancel(context.TODO())
}

// Near Crocmagnon/fatcontext#43: reset to a fresh context in each round.
func rounds(ids []string) error {
	var ctx context.Context
	for _, id := range ids {
		ctx = context.Background()
		type key struct{}
		ctx = context.WithValue(ctx, key{}, id)
		if err := load(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// Near Crocmagnon/fatcontext#43: a field that is set once, when its owner is made.
type session struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func newSession(parent context.Context) *session {
	s := &session{}
	s.ctx, s.cancel = context.WithCancel(parent)
	return s
}

// sonatard/noctx#6, #50: requests of tests need no context.
func tested(t *testing.T) {
	recorder := httptest.NewRecorder()
	handler(recorder, httptest.NewRequest(http.MethodGet, "/", nil))
	if recorder.Code != http.StatusOK {
		t.Fatal(recorder.Code)
	}
}

// sonatard/noctx#10, #22: a context that the request gets afterwards.
func requestWithContext(ctx context.Context, url string) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
