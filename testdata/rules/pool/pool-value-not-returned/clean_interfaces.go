package interfaces

import (
	"bytes"
	"context"
	"net"
	"sync"
)

// A pool of buffers has a Get; so have stores, which give something else.

type buffers struct{ pool sync.Pool }

func (b *buffers) Get() *bytes.Buffer  { return b.pool.Get().(*bytes.Buffer) }
func (b *buffers) Put(f *bytes.Buffer) { b.pool.Put(f) }

type image struct{ name string }

type images interface {
	Get(ctx context.Context, name string) (*image, error)
}

func cleanStore(ctx context.Context, all images) (string, error) {
	img, err := all.Get(ctx, "latest")
	if err != nil {
		return "", err
	}
	return img.name, nil
}

// Who is given the function that puts it back has it.

type entry struct {
	data []byte
	put  func()
}

var entries sync.Pool

func init() {
	entries.New = func() any {
		e := &entry{}
		e.put = func() { entries.Put(e) }
		return e
	}
}

func cleanWithPut() (data []byte, put func()) {
	e := entries.Get().(*entry)
	return e.data, e.put
}

type wrapped struct{ data []byte }

func (w *wrapped) giveBack() { wraps.Put(w) }

var wraps = sync.Pool{New: func() any { return &wrapped{} }}

func cleanWithMethod() (data []byte, put func()) {
	w := wraps.Get().(*wrapped)
	return w.data, w.giveBack
}

// An empty pool without New gives nothing.

var conns sync.Pool

func cleanUnset(addr string, data []byte) error {
	conn := conns.Get()
	fresh := conn == nil
	if fresh {
		made, err := net.Dial("tcp", addr)
		if err != nil {
			return err
		}
		conn = made
	}
	_, err := conn.(net.Conn).Write(data)
	conns.Put(conn)
	return err
}
