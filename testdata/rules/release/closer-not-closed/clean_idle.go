// Package clean has a type that holds a context which nothing runs on until it is connected.
package clean

import (
	"context"
	"net/http"
	"sync"
)

type feed struct {
	ctx    context.Context
	cancel context.CancelFunc
	mu     sync.Mutex
	closed bool
}

func newFeed() *feed {
	ctx, cancel := context.WithCancel(context.Background())
	return &feed{ctx: ctx, cancel: cancel}
}

func (f *feed) connect() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ctx.Err()
}

func (f *feed) Close() error {
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
	f.cancel()
	return nil
}

type feeds struct {
	mu   sync.Mutex
	last *feed
}

func (fs *feeds) serve(w http.ResponseWriter, r *http.Request) {
	f := newFeed()
	if err := f.connect(); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	fs.mu.Lock()
	fs.last = f
	fs.mu.Unlock()
}
