// Package shapes has roundabout ways to put values back, and pools that are none of sync's.
package shapes

import (
	"bytes"
	"io"
	"sync"
)

type bufferPool struct{ pool sync.Pool }

func (p *bufferPool) get() *bytes.Buffer {
	if buf, _ := p.pool.Get().(*bytes.Buffer); buf != nil {
		buf.Reset()
		return buf
	}
	return new(bytes.Buffer)
}

func (p *bufferPool) put(buf *bytes.Buffer) {
	if buf.Cap() < 1<<16 {
		p.pool.Put(buf)
	}
}

func (p *bufferPool) uses(w io.Writer) error {
	buf := p.get()
	defer p.put(buf)
	_, err := buf.WriteTo(w)
	return err
}

type pooled struct {
	bytes.Buffer
	pool *bufferPool
}

func (p *pooled) Close() error { return nil }

func (p *bufferPool) with(use func(*bytes.Buffer) error) error {
	buf := p.get()
	err := use(buf)
	p.put(buf)
	return err
}

func (p *bufferPool) release() func(*bytes.Buffer) { return p.put }

func (p *bufferPool) byValue(w io.Writer) error {
	buf := p.get()
	release := p.release()
	defer release(buf)
	_, err := buf.WriteTo(w)
	return err
}

var slices = sync.Pool{New: func() any { b := make([]byte, 4096); return &b }}

func copies(w io.Writer, r io.Reader) (int64, error) {
	buf := slices.Get().(*[]byte)
	defer slices.Put(buf)
	return io.CopyBuffer(w, r, *buf)
}

func grows(name string) int {
	buf := slices.Get().(*[]byte)
	b := append((*buf)[:0], name...)
	*buf = b
	slices.Put(buf)
	return len(b)
}

func both(w io.Writer) {
	a, b := slices.Get().(*[]byte), slices.Get().(*[]byte)
	defer func() {
		slices.Put(a)
		slices.Put(b)
	}()
	_, _ = w.Write(*a)
	_, _ = w.Write(*b)
}
