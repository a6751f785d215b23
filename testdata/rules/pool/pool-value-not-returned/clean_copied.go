// Package copied hands out slices through the pointers that a pool keeps.
package copied

import "sync"

var pool = sync.Pool{New: func() any { return new([]byte) }}

func take(size int) []byte {
	if p := pool.Get(); p != nil {
		bytes := *p.(*[]byte)
		if cap(bytes) >= size {
			return bytes[:size]
		}
	}
	return make([]byte, size)
}

func takeEmpty() []byte {
	p, ok := pool.Get().(*[]byte)
	if !ok || p == nil {
		return nil
	}
	bytes := *p
	return bytes[:0]
}

func takeAll() []byte {
	p := pool.Get().(*[]byte)
	return *p
}
