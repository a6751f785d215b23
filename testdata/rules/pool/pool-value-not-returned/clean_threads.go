// Package threads has shapes from reports of false alarms, and of leaks as they were mended.
package threads

import (
	"bytes"
	"sync"
)

// dominikh/go-tools#18 (SA9000): a slice in the pool, put back by its header.
var slices = sync.Pool{New: func() any { return make([]byte, 0, 512) }}

func encodes(name string) string {
	b := slices.Get().([]byte)[:0]
	b = append(b, name...)
	text := string(b)
	slices.Put(b) //nolint:staticcheck // the allocation is known
	return text
}

// dominikh/go-tools#72 (SA6002): a pointer to a slice.
var pointers = sync.Pool{New: func() any { return new([]byte) }}

func appends(name string) int {
	p := pointers.Get().(*[]byte)
	*p = append((*p)[:0], name...)
	n := len(*p)
	pointers.Put(p)
	return n
}

// jaegertracing/jaeger#2609: a value that outlives the function is the collector's.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

type batch struct{ parts []*bytes.Buffer }

func (b *batch) add(name string) {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString(name)
	b.parts = append(b.parts, buf)
}
