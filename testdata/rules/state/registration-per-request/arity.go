// Package arity has methods of one name that take more or less.
package arity

import (
	"context"
	"net/http"
	"os"
	"os/signal"
)

type runner interface {
	Run(ctx context.Context, what string) (string, error)
}

type server struct{ stop chan os.Signal }

// Run is not what a runner does.
func (s *server) Run(_ context.Context) {
	signal.Notify(s.stop, os.Interrupt)
	<-s.stop
}

type remote struct{ stop chan os.Signal }

func (r *remote) Run(_ context.Context, what string) (string, error) {
	signal.Notify(r.stop, os.Interrupt) // want "`signal.Notify` registers something for good while serving a request"
	return what, nil
}

func handle(all []runner) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, each := range all {
			if text, err := each.Run(r.Context(), r.URL.Path); err == nil {
				_, _ = w.Write([]byte(text))
			}
		}
	}
}
