// Package cleanownput has a pool of its own, which keeps what values tell it to.
package cleanownput

import (
	"errors"
	"sync"
)

type value interface {
	Instance() *table
	Size() int
}

type table struct{ rows []int }

func (t *table) Instance() *table { return t }
func (t *table) Size() int        { return len(t.rows) }

const most = 1 << 10

type tables struct {
	cache chan *table
	rest  sync.Pool
}

func (p *tables) put(t *table, size int) {
	if size > most {
		return
	}
	select {
	case p.cache <- t:
	default:
		p.rest.Put(t)
	}
}

func (p *tables) Put(v value) { p.put(v.Instance(), v.Size()) }

func (p *tables) Get() *table {
	select {
	case t := <-p.cache:
		return t
	default:
	}
	if t, ok := p.rest.Get().(*table); ok {
		return t
	}
	return &table{}
}

var all = &tables{cache: make(chan *table, 8)}

func prune(rows []int) (int, error) {
	t := all.Get()
	defer all.Put(t)
	t.rows = append(t.rows[:0], rows...)
	if len(t.rows) == 0 {
		return 0, errors.New("no rows")
	}
	return len(t.rows), nil
}
