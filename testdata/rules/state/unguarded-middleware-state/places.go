// Package places lets so many requests in at once, which is no lock.
package places

import "net/http"

type limited struct {
	places chan struct{}
	last   string
}

func newLimited() *limited { return &limited{places: make(chan struct{}, 50)} }

func (l *limited) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.places <- struct{}{}
	defer func() { <-l.places }()
	l.last = r.URL.Path // want "`l.last` of this handler's struct is one for all requests and written with no lock held"
}

// One at a time goes on.
type single struct {
	turn chan struct{}
	last string
}

func newSingle() *single { return &single{turn: make(chan struct{}, 1)} }

func (s *single) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	s.last = r.URL.Path
}

func routes(mux *http.ServeMux) {
	mux.Handle("/limited", newLimited())
	mux.Handle("/single", newSingle())
}
