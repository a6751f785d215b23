// Package requests drops what ends work before its request does.
package requests

import (
	"context"
	"net/http"
	"time"
)

type app struct{ work func(context.Context) error }

func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, _ := context.WithTimeout(r.Context(), time.Minute) // want "dropped and never called"
	_ = a.work(ctx)
}

func (a *app) connect() error {
	ctx, _ := context.WithTimeout(context.Background(), 5*time.Second) // want "dropped and never called"
	return a.work(ctx)
}

// One of many is stopped.
func (a *app) StopJob(id string) error {
	ctx, _ := context.WithTimeout(context.Background(), 5*time.Second) // want "dropped and never called"
	return a.work(ctx)
}
