// Package ends has contexts that end with a request, or with the process.
package ends

import (
	"context"
	"net/http"
	"time"
)

type app struct {
	server *http.Server
	work   func(context.Context) error
}

// The context of the request ends with this handler on all ways.
func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(r.Context()) // want "not called on every path"
	if gone, ok := w.(http.CloseNotifier); ok {
		go func(done <-chan struct{}, closed <-chan bool) {
			select {
			case <-done:
			case <-closed:
				cancel()
			}
		}(ctx.Done(), gone.CloseNotify())
	}
	if err := a.work(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (a *app) Stop() error {
	ctx, _ := context.WithTimeout(context.Background(), 5*time.Second) // want "dropped and never called"
	return a.server.Shutdown(ctx)
}
