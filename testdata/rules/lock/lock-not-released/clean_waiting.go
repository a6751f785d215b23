// Package waiting has a helper that gives a lock of its caller up while it waits, and takes it again.
package waiting

import (
	"sync"
	"time"
)

// bell wakes who waits for it, or they wake by themselves.
type bell struct {
	L    sync.Locker
	rung chan struct{}
}

func (b *bell) wait(most time.Duration) bool {
	b.L.Unlock()
	timer := time.NewTimer(most)
	defer func() {
		timer.Stop()
		b.L.Lock()
	}()
	select {
	case <-b.rung:
		return true
	case <-timer.C:
		return false
	}
}

type queue struct {
	mu    sync.Mutex
	ready *bell
	jobs  []string
}

func newQueue() *queue {
	q := &queue{}
	q.ready = &bell{L: &q.mu, rung: make(chan struct{}, 1)}
	return q
}

func (q *queue) take() string {
	q.mu.Lock()
	for len(q.jobs) == 0 {
		q.ready.wait(time.Second)
	}
	job := q.jobs[0]
	q.jobs = q.jobs[1:]
	q.mu.Unlock()
	return job
}
