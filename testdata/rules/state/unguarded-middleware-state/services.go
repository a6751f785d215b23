// Package licences has a service that takes a context as handlers do, and is none itself.
package licences

import (
	"context"
	"fmt"
	"net/http"
)

type plan struct{ name string }

type service struct {
	cached *plan
}

func (s *service) load(ctx context.Context, key string) (*plan, error) {
	if key == "" {
		s.cached = &plan{name: "free"} // want "`s.cached` of this struct is one for all requests and written with no lock held"
		return s.cached, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.cached = &plan{name: key}
	return s.cached, nil
}

type api struct{ licences *service }

func (a *api) get(w http.ResponseWriter, r *http.Request) {
	found, err := a.licences.load(r.Context(), r.FormValue("key"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, found.name)
}

func routes(mux *http.ServeMux) {
	served := &api{licences: &service{}}
	mux.HandleFunc("/licence", served.get)
}
