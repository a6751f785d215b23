// Package jobs notes what a piece of work asks for, and what all have asked for.
package jobs

import (
	"net/http"
	"sync"
)

type notes struct {
	mu    sync.Mutex
	paths []string
}

func newNotes() *notes { return &notes{} }

func (n *notes) add(path string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.paths = append(n.paths, path)
}

type proxy struct{ notes *notes }

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.notes.add(r.URL.Path)
	w.WriteHeader(http.StatusNoContent)
}

type step struct {
	notes *notes
	serve func(http.Handler) error
}

func (s *step) Exec() error {
	s.notes = newNotes()
	return s.serve(&proxy{s.notes})
}

type record struct {
	mu    sync.Mutex
	names []string
}

func newRecord() *record { return &record{} }

func (r *record) add(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.names = append(r.names, name) // want "`names` gains an element while serving a request"
}

type site struct{ record *record }

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.record.add(r.URL.Path)
	w.WriteHeader(http.StatusNoContent)
}

type server struct{ record *record }

func (s *server) Start() error {
	s.record = newRecord()
	return http.ListenAndServe("localhost:8080", &site{s.record})
}
