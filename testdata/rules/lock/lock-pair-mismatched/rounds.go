package p

import "sync"

type tally struct {
	mu   sync.Mutex
	last string
}

// What is written next was to be guarded.
func (t *tally) follow(names <-chan string) {
	for name := range names {
		if name == "" {
			continue
		}

		t.mu.Lock() // want "unlocked at once"
		t.mu.Unlock()
		t.last = name
	}
}
