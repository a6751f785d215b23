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
