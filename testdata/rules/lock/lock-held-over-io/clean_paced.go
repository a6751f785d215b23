// Package paced lets one request after the other go on.
package paced

import (
	"net/http"
	"sync"
	"time"
)

type requestLimiter struct {
	mu   sync.Mutex
	last time.Time
	tick time.Duration
}

func (l *requestLimiter) turn() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if left := time.Until(l.last.Add(l.tick)); left > 0 {
		time.Sleep(left)
	}
	l.last = time.Now()
}

func serve(l *requestLimiter) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		l.turn()
		w.WriteHeader(http.StatusNoContent)
	}
}
