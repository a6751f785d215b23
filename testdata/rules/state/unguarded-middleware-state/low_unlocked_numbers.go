// Package rates shows a number that is set under a lock.
package rates

import (
	"fmt"
	"net/http"
	"strconv"
	"sync"
)

type rates struct {
	mu   sync.Mutex
	rate int
}

func (s *rates) set(w http.ResponseWriter, r *http.Request) {
	rate, _ := strconv.Atoi(r.FormValue("rate"))
	s.mu.Lock()
	s.rate = rate
	s.mu.Unlock()
}

// It is the old one or the new one.
func (s *rates) show(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, s.rate) // want "`s.rate` is read here with no lock held, though `s.mu` is held where `\\(\\*rates\\).set` sets it: a data race$"
}

func routes(mux *http.ServeMux) {
	shared := &rates{}
	mux.HandleFunc("/set", shared.set)
	mux.HandleFunc("/show", shared.show)
}
