// Package clients counts the requests of each client, and forgets none.
package clients

import (
	"net/http"
	"sync"
)

var (
	mu     sync.Mutex
	counts = map[string]int{}
)

// New returns the service.
func New() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		counts[r.RemoteAddr]++
		if counts[r.RemoteAddr] > 100 {
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	return mux
}
