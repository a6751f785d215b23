// Package clientsclean counts the requests of each client, and forgets them when there are many.
package clientsclean

import (
	"net/http"
	"sync"
)

const most = 100

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
		if len(counts) > most {
			clear(counts)
		}
		counts[r.RemoteAddr]++
		if counts[r.RemoteAddr] > 100 {
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	return mux
}
