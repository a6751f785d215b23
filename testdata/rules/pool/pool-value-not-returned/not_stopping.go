package notstopping

import "sync"

type order struct{ data []byte }

var orders = sync.Pool{New: func() any { return new(order) }}

type worker struct{ orders chan *order }

func (w *worker) send(data []byte) {
	next := orders.Get().(*order) // want "the pooled value in `next` is not returned to the pool on every path"
	next.data = data
	select {
	case w.orders <- next:
	default:
	}
}

func (w *worker) run() {
	for next := range w.orders {
		next.data = nil
		orders.Put(next)
	}
}
