// Package addresses remembers hosts, those of its own and those that clients name.
package addresses

import (
	"net"
	"net/http"
	"sync"
)

type hosts struct {
	mu    sync.Mutex
	seen  map[string]bool
	asked map[string]int
	own   []string
}

func (h *hosts) remember(values ...string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, value := range values {
		host := value
		name, _, err := net.SplitHostPort(host)
		if err != nil {
			name = host
		}
		h.seen[name] = true // want "`seen` gains an entry per `name`"
	}
}

func (h *hosts) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.remember("localhost:80", r.Host)
	h.ask()
	w.WriteHeader(http.StatusNoContent)
}

func (h *hosts) ask() {
	h.mu.Lock()
	defer h.mu.Unlock()
	name, _, err := net.SplitHostPort(h.own[0])
	if err == nil {
		h.asked[name]++ // want "`asked` gains an entry per `name`"
	}
}

func routes() http.Handler {
	return &hosts{seen: map[string]bool{}, asked: map[string]int{}}
}
