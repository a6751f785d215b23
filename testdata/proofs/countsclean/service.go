// Package countsclean keeps how often each method was asked for, with a lock.
package countsclean

import (
	"fmt"
	"net/http"
	"sync"
)

var (
	mu    sync.Mutex
	asked = map[string]int{}
)

// New returns the service.
func New() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.Method]++
		mu.Unlock()
		fmt.Fprintln(w, "ok")
	})
	return mux
}
