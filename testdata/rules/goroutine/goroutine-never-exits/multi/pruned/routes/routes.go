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
