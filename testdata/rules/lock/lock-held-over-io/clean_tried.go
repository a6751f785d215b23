// Package tried has one import at a time: whoever comes second is sent away.
package tried

import (
	"net/http"
	"sync"
	"time"
)

var client = &http.Client{Timeout: time.Minute}

type imports struct{ mu sync.Mutex }

func (i *imports) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !i.mu.TryLock() {
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	defer i.mu.Unlock()
	resp, err := client.Get("https://example.com/" + r.URL.Path)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}
