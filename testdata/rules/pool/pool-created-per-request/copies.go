// Package copies has pools that are copied, and pools that are shared.
package copies

import (
	"bytes"
	"sync"
)

type handler struct {
	pool  sync.Pool
	other *sync.Pool
}

func newHandler() *handler {
	var pool sync.Pool
	pool.New = func() any { return new(bytes.Buffer) }
	return &handler{pool: pool} // want "this copies the sync.Pool `pool`"
}

func assigned() *handler {
	pool := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	h := &handler{}
	h.pool = pool // want "copies"
	return h
}

func shared() *handler {
	var pool sync.Pool
	pool.New = func() any { return new(bytes.Buffer) }
	return &handler{other: &pool}
}

func inPlace() *handler {
	h := &handler{pool: sync.Pool{New: func() any { return new(bytes.Buffer) }}}
	h.pool.Put(new(bytes.Buffer))
	return h
}
