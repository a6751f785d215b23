// Package tried has one import at a time, and somebody who waits for its end.
package tried

import (
	"net/http"
	"sync"
)

type imports struct {
	mu   sync.Mutex
	done int
}

func (i *imports) start(w http.ResponseWriter, r *http.Request) {
	if !i.mu.TryLock() {
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	defer i.mu.Unlock()
	resp, err := http.Get("https://example.com/" + r.URL.Path) // want "`i.mu` is held"
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	i.done++
	w.WriteHeader(resp.StatusCode)
}

func (i *imports) count(w http.ResponseWriter, _ *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.done == 0 {
		w.WriteHeader(http.StatusNoContent)
	}
}

func register(mux *http.ServeMux, i *imports) {
	mux.HandleFunc("/start", i.start)
	mux.HandleFunc("/count", i.count)
}
