// Package stopping loses a pooled value where nobody takes it any more.
package stopping

import "sync"

type order struct{ data []byte }

var orders = sync.Pool{New: func() any { return new(order) }}

type worker struct {
	orders chan *order
	stop   chan struct{}
}

func (w *worker) send(data []byte) {
	next := orders.Get().(*order) // want "the pooled value in `next` is not returned to the pool on every path"
	next.data = data
	select {
	case <-w.stop:
	case w.orders <- next:
	}
}

func (w *worker) run() {
	for next := range w.orders {
		next.data = nil
		orders.Put(next)
	}
}
