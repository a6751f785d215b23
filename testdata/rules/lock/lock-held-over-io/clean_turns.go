package turns

import (
	"net/http"
	"sync"
	"time"
)

type tokenBucket struct {
	mu   sync.Mutex
	next time.Time
	gap  time.Duration
}

// The others wait for their turn as well: that is what it is for.
func (b *tokenBucket) take() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if d := time.Until(b.next); d > 0 {
		time.Sleep(d)
	}
	b.next = time.Now().Add(b.gap)
}

// API may be asked ten times a second.
type API struct {
	rateMu sync.Mutex
	last   time.Time
}

func (a *API) wait() {
	a.rateMu.Lock()
	defer a.rateMu.Unlock()
	if d := 100*time.Millisecond - time.Since(a.last); d > 0 {
		time.Sleep(d)
	}
	a.last = time.Now()
}

func serveInTurn() {
	b, a := &tokenBucket{gap: time.Millisecond}, &API{}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		b.take()
		a.wait()
		w.WriteHeader(http.StatusNoContent)
	})
}
