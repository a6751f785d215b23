// Package several takes out of all its maps in one loop.
package several

import (
	"net/http"
	"sync"
)

type peers struct {
	mu       sync.Mutex
	near     map[string]int
	far      map[string]int
	handlers *http.ServeMux
}

func (p *peers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := r.FormValue("peer")
	p.mu.Lock()
	if r.URL.Query().Has("near") {
		p.near[key]++
	} else {
		p.far[key]++
	}
	p.mu.Unlock()
	defer p.drop(key)
	p.handlers.ServeHTTP(w, r)
}

func (p *peers) drop(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, all := range []map[string]int{p.near, p.far} {
		delete(all, key)
	}
}

func newPeers(handlers *http.ServeMux) *peers {
	return &peers{near: map[string]int{}, far: map[string]int{}, handlers: handlers}
}
