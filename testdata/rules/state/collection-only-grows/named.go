// Package named has clients name what it keeps.
package named

import (
	"net/http"
	"sync"
)

type usage struct {
	mu    sync.Mutex
	bytes map[string]int64
}

var used = usage{bytes: map[string]int64{}}

func (u *usage) add(userID string, n int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.bytes[userID] += n // want "`bytes` gains an entry per `userID`"
}

func store(w http.ResponseWriter, r *http.Request) {
	used.add(r.Header.Get("X-User"), r.ContentLength)
	w.WriteHeader(http.StatusNoContent)
}

var (
	mu    sync.Mutex
	total = map[string]int64{}
)

func count(w http.ResponseWriter, r *http.Request) {
	provider := r.FormValue("provider")
	mu.Lock()
	total[provider]++ // want "`total` gains an entry per `provider`"
	mu.Unlock()
	w.WriteHeader(http.StatusNoContent)
}
