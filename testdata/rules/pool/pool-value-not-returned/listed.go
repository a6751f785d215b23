// Package listed has a slice in passing: only its function knows what lies in it.
package listed

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func emptied() *bytes.Buffer {
	buf := buffers.Get().(*bytes.Buffer)
	var all []*bytes.Buffer
	all = append(all, buf)
	for _, one := range all {
		one.Reset()
	}
	return buf
}

func size(text string) int {
	buf := emptied() // want "never returned to the pool"
	buf.WriteString(text)
	return buf.Len()
}
