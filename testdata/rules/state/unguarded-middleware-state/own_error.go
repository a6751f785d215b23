// Package matches has a handler that goes on while a goroutine sets its error.
package matches

import (
	"fmt"
	"net/http"
)

type store struct{ saved map[string]bool }

func (s *store) find(name string) ([]string, error) { return []string{name}, nil }

func (s *store) summary(name string) error { return fmt.Errorf("%s is not there", name) }

func filter(names []string, keep func(string) bool) (kept []string) {
	for _, name := range names {
		if keep(name) {
			kept = append(kept, name)
		}
	}
	return kept
}

type api struct{ store *store }

func (a *api) match(w http.ResponseWriter, r *http.Request) {
	names, err := a.store.find(r.FormValue("name"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	go func() {
		err = a.store.summary("all") // want "`err` is written in a goroutine while the function that started it uses it"
	}()
	names = filter(names, func(name string) bool { return name != "" })
	more, err := a.store.find(r.FormValue("more"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintln(w, names, more)
}

func routes(mux *http.ServeMux) {
	served := &api{store: &store{}}
	mux.HandleFunc("/match", served.match)
}
