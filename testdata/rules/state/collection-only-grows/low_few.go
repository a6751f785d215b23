// Package few keeps something for each of what somebody has set up.
package few

import (
	"net/http"
	"sync"
)

type usage struct {
	mu    sync.Mutex
	bytes map[string]int64
}

var used = usage{bytes: map[string]int64{}}

func (u *usage) add(tenantID string, n int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.bytes[tenantID] += n // want "`bytes` gains an entry per `tenantID`"
}

func store(w http.ResponseWriter, r *http.Request) {
	used.add(r.Header.Get("X-Tenant"), r.ContentLength)
	w.WriteHeader(http.StatusNoContent)
}
