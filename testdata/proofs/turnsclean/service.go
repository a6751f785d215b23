// Package turnsclean sends requests to servers in turn.
package turnsclean

import (
	"net/http"
	"sync"
)

var (
	mu      sync.Mutex
	servers = []string{"a", "b", "c"}
	turn    int
)

func next() string {
	mu.Lock()
	defer mu.Unlock()
	turn = (turn + 1) % len(servers)
	return servers[turn]
}

// New returns the service.
func New() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Server", next())
	})
}
