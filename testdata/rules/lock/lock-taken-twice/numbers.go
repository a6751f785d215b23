package numbers

import "sync"

type tally struct {
	mu    sync.Mutex
	first int
	again int
}

// A number is one thing or the other.
func (t *tally) clean(attempt, size int) {
	if attempt == 0 {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.first += size
	}
	if attempt > 0 {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.again++
	}
}

func (t *tally) cleanSizes(names []string) {
	if len(names) < 2 {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.first++
	}
	if !(len(names) <= 1) {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.again++
	}
}

func (t *tally) both(attempt, size int) {
	if attempt >= 1 {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.first += size
	}
	if attempt > 0 {
		t.mu.Lock() // want "this locks `t.mu` again while it is held"
		defer t.mu.Unlock()
		t.again++
	}
}

func (t *tally) counted(attempt, size int) {
	if attempt == 0 {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.first += size
		attempt++
	}
	if attempt > 0 {
		t.mu.Lock() // want "this locks `t.mu` again while it is held"
		defer t.mu.Unlock()
		t.again++
	}
}
