package implementations

import (
	"context"
	"errors"
	"io"
	"sync"
)

var errEmpty = errors.New("empty")

// A node comes from a pool if it lies on the disk, and is made anew if it lies in memory.

type folder interface {
	Child(ctx context.Context, name string) (io.WriteCloser, error)
}

type diskNode struct {
	name string
	data []byte
}

var diskNodes = sync.Pool{New: func() any { return &diskNode{} }}

func (n *diskNode) Write(data []byte) (int, error) {
	n.data = append(n.data, data...)
	return len(data), nil
}

func (n *diskNode) Close() error {
	n.name, n.data = "", n.data[:0]
	if cap(n.data) < 1<<16 {
		diskNodes.Put(n)
	}
	return nil
}

type diskFolder struct{ names map[string]bool }

func (d *diskFolder) Child(_ context.Context, name string) (io.WriteCloser, error) {
	if !d.names[name] {
		return nil, errEmpty
	}
	n := diskNodes.Get().(*diskNode)
	n.name = name
	return n, nil
}

type memoryNode struct{ text string }

func (n *memoryNode) Write(data []byte) (int, error) {
	n.text += string(data)
	return len(data), nil
}

func (n *memoryNode) Close() error { return nil }

type memoryFolder struct{ nodes map[string]*memoryNode }

func (m *memoryFolder) Child(_ context.Context, name string) (io.WriteCloser, error) {
	n, ok := m.nodes[name]
	if !ok {
		return nil, errEmpty
	}
	return n, nil
}

// hiddenFolder asks the one below it, whatever that is.
type hiddenFolder struct{ below folder }

func (h *hiddenFolder) Child(ctx context.Context, name string) (io.WriteCloser, error) {
	if name == ".hidden" {
		return nil, errEmpty
	}
	return h.below.Child(ctx, name)
}

func cleanEither(ctx context.Context, root folder, path []string) error {
	for _, part := range path {
		n, err := root.Child(ctx, part)
		if err != nil {
			return err
		}
		if _, err := n.Write([]byte(part)); err != nil {
			return err
		}
	}
	return nil
}

// Whoever knows that it lies on the disk has what comes from the pool.

func onDisk(ctx context.Context, root *diskFolder, name string) error {
	n, err := root.Child(ctx, name) // want "the pooled value in `n` is not returned to the pool on every path"
	if err != nil {
		return err
	}
	if _, err := n.Write([]byte(name)); err != nil {
		return err
	}
	return n.Close()
}

// All that implement this one take what they give from the pool.

type frames interface {
	Frame() *frame
}

type frame struct{ size int }

var pool = sync.Pool{New: func() any { return &frame{} }}

type near struct{}

func (near) Frame() *frame { return pool.Get().(*frame) }

type far struct{ hops int }

func (f far) Frame() *frame {
	got := pool.Get().(*frame)
	got.size = f.hops
	return got
}

func sizeOf(of frames, most int) int {
	got := of.Frame() // want "the pooled value in `got` is not returned to the pool on every path"
	if got.size > most {
		return most
	}
	size := got.size
	got.size = 0
	pool.Put(got)
	return size
}
