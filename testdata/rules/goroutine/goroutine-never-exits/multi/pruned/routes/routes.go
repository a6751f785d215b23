// Package routes forgets what is stale, for as long as the process lives.
package routes

import (
	"net/http"
	"time"
)

type Table struct{ every *time.Ticker }

func New() *Table { return &Table{} }

func (t *Table) ServeHTTP(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }

func (t *Table) StartPruning() {
	t.every = time.NewTicker(time.Minute)
	go t.cleanPrune()
}

func (t *Table) cleanPrune() {
	for {
		<-t.every.C
		println("pruned")
	}
}

// Tests alone stop it.
func (t *Table) StopPruning() { t.every.Stop() }

type Leases struct{ every *time.Ticker }

func NewLeases() *Leases { return &Leases{} }

func (l *Leases) Start() {
	l.every = time.NewTicker(time.Minute)
	go l.renew()
}

func (l *Leases) renew() {
	for { // want "this loop waits for ever once `l.every` is stopped"
		<-l.every.C
		println("renewed")
	}
}

func (l *Leases) StopRenewing() { l.every.Stop() }

type Counts struct {
	every *time.Ticker
	count int
}

func NewCounts() *Counts {
	c := &Counts{every: time.NewTicker(time.Minute)}
	go c.cleanReset()
	return c
}

func (c *Counts) cleanReset() {
	for range c.every.C {
		c.count = 0
	}
}

// It is stopped as the process ends.
func (c *Counts) StopResetting() { c.every.Stop() }
