package stopped

import (
	"sync"
	"time"
)

type rotator struct {
	mu     sync.Mutex
	flush  *time.Ticker
	report *time.Ticker
	done   chan struct{}
	lines  int
}

func newRotator() *rotator {
	r := &rotator{flush: time.NewTicker(time.Second), report: time.NewTicker(time.Minute), done: make(chan struct{})}
	go r.flushAll()
	go r.reportAll()
	return r
}

func (r *rotator) flushAll() {
	for range r.flush.C { // want "this loop waits for ever once `r.flush` is stopped"
		r.mu.Lock()
		r.lines = 0
		r.mu.Unlock()
	}
}

// This one is told.
func (r *rotator) reportAll() {
	for range r.report.C {
		select {
		case <-r.done:
			return
		default:
		}
		println(r.lines)
	}
}

func (r *rotator) close() {
	r.flush.Stop()
	r.report.Stop()
	close(r.done)
}

// Nobody means to end this one.
type clock struct {
	ticker *time.Ticker
}

func (c *clock) run() {
	for range c.ticker.C {
		println("tick")
	}
}

// A select with one case is no other than a receive.
type prober struct {
	every  *time.Ticker
	beside *time.Ticker
	asked  chan string
	up     bool
}

func (p *prober) watch() {
	for { // want "this loop waits for ever once `p.every` is stopped"
		select {
		case <-p.every.C:
			p.up = !p.up
		}
	}
}

// Questions go on being answered.
func (p *prober) answer() {
	for {
		select {
		case <-p.beside.C:
			p.up = false
		case question := <-p.asked:
			println(question)
		}
	}
}

func (p *prober) stop() {
	p.every.Stop()
	p.beside.Stop()
}

type pulse struct{ every *time.Ticker }

func (p *pulse) beat() {
	for { // want "this loop waits for ever once `p.every` is stopped"
		<-p.every.C
		println("beat")
	}
}

func (p *pulse) stop() { p.every.Stop() }
