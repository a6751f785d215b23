package clean

import (
	"net/http"
	"sync"
)

type index struct {
	mu    sync.Mutex
	terms map[string]int
}

// Nobody recovers in a goroutine of one's own: the panic ends the process, and with it the lock.
func (x *index) rebuild(w http.ResponseWriter, r *http.Request) {
	go func() {
		x.mu.Lock()
		if x.terms == nil {
			panic("no terms")
		}
		x.terms["all"]++
		x.mu.Unlock()
	}()
	w.WriteHeader(http.StatusAccepted)
}
