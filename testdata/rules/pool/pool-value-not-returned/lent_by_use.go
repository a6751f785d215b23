// does-not-compile: the package it imports is not here
package lentbyuse

import (
	"bufio"
	"bytes"
	"sync"

	"example.org/shop/internal/wire"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// What is put back after the calls was not kept by them.
func text(message wire.Message) string {
	b := buffers.Get().(*bytes.Buffer) // want "the pooled value in `b` is not returned to the pool on every path"
	w := bufio.NewWriter(b)
	if err := message.Frame(w); err != nil {
		return err.Error()
	}
	if err := w.Flush(); err != nil {
		return err.Error()
	}
	s := b.String()
	b.Reset()
	buffers.Put(b)
	return s
}

func always(message wire.Message) string {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := message.Frame(bufio.NewWriter(b)); err != nil {
		return err.Error()
	}
	return b.String()
}
