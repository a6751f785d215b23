// Package dispatch keeps what is running, and starts goroutines that look at it.
package dispatch

import (
	"fmt"
	"sync/atomic"
	"time"
)

type job struct {
	id   int
	done bool
}

type runner struct {
	coming  chan *job
	running map[int]*job
	waiting []*job
	busy    int32
	closing chan *job
	owned   map[int]*job
}

func (r *runner) Run() {
	tick, report := time.NewTicker(time.Second), time.NewTicker(time.Minute)
	for {
		select {
		case next := <-r.coming:
			r.waiting = append(r.waiting, next) // want "`r\\.waiting` is written here with no lock held, while a goroutine reads it: a data race"
		case <-tick.C:
			if len(r.waiting) > 0 {
				next := r.waiting[0]
				r.running[next.id] = next // want "`r\\.running` is written here with no lock held, while a goroutine goes through it: two goroutines at once end the process"
			}
		case <-report.C:
			go func() {
				// It keeps out another report, not the loop.
				if !atomic.CompareAndSwapInt32(&r.busy, 0, 1) {
					return
				}
				defer atomic.StoreInt32(&r.busy, 0)
				r.report()
			}()
		}
	}
}

func (r *runner) report() {
	for id, one := range r.running {
		if one.done {
			delete(r.running, id)
		}
	}
	fmt.Println(len(r.running), len(r.waiting))
}

// The goroutine keeps the map; the loop asks.
func (r *runner) Own() {
	go func() {
		for one := range r.closing {
			if one.done {
				delete(r.owned, one.id)
			} else {
				r.owned[one.id] = one
			}
		}
	}()
	for next := range r.coming {
		if r.has(next) {
			continue
		}
		r.closing <- next
	}
}

func (r *runner) has(one *job) bool {
	return r.owned[one.id] != nil // want "`r\\.owned` is read here with no lock held, while a goroutine changes it"
}
