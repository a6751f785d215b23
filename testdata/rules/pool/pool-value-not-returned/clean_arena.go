// Package arenas has values that what hands them out keeps, to put all of them back at once.
package arenas

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// arena knows all that it has handed out.
type arena struct{ given []*bytes.Buffer }

func (a *arena) next() *bytes.Buffer {
	buf := buffers.Get().(*bytes.Buffer)
	a.given = append(a.given, buf)
	return buf
}

func (a *arena) joined(parts ...string) *bytes.Buffer {
	buf := a.next()
	for _, part := range parts {
		buf.WriteString(part)
	}
	return buf
}

func (a *arena) end() {
	for _, buf := range a.given {
		buf.Reset()
		buffers.Put(buf)
	}
}

func cleanArena(parts []string) int {
	a := &arena{}
	defer a.end()
	all := a.joined(parts...)
	if all.Len() == 0 {
		return 0
	}
	return a.joined("<", all.String(), ">").Len()
}
