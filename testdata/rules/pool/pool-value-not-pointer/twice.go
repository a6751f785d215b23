// Package twice says once for each function what its pool holds.
package twice

import "sync"

var records = sync.Pool{New: func() any { return make([]string, 8) }}

func compare(read func([]string) bool) {
	record, _ := records.Get().([]string)
	defer records.Put(record) // want "`record` is a slice, no pointer"
	last, _ := records.Get().([]string)
	defer records.Put(last)
	for read(record) {
		copy(last, record)
	}
}

var sizes [2]sync.Pool

func keep(block []byte) {
	if len(block) > 1<<10 {
		sizes[1].Put(block) // want "`block` is a slice, no pointer"
		return
	}
	sizes[0].Put(block)
}
