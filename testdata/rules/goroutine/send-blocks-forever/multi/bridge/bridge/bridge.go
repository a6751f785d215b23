// Package bridge carries what comes from one side to the other.
package bridge

import (
	"io"
	"time"
)

// Bridge is between two sides.
type Bridge struct {
	left, right io.ReadWriter
	done        chan struct{}
	ended       chan struct{}
}

// New returns a bridge that carries nothing yet.
func New(left, right io.ReadWriter) *Bridge {
	return &Bridge{left: left, right: right, done: make(chan struct{}), ended: make(chan struct{}, 2)}
}

// Start carries until one side fails; each says so.
func (b *Bridge) Start() {
	go b.carry(b.left, b.right)
	go b.carry(b.right, b.left)
}

// StartWithRoom does the same, but nobody has to listen.
func (b *Bridge) StartWithRoom() {
	go b.carryOn(b.left, b.right)
	go b.carryOn(b.right, b.left)
}

// Wait returns when the first side has failed.
func (b *Bridge) Wait() { <-b.done }

// WaitOn does the same for StartWithRoom.
func (b *Bridge) WaitOn() { <-b.ended }

func (b *Bridge) carry(from io.Reader, to io.Writer) {
	defer func() { b.done <- struct{}{} }()
	_, _ = io.Copy(to, from)
}

func (b *Bridge) carryOn(from io.Reader, to io.Writer) {
	defer func() { b.ended <- struct{}{} }()
	_, _ = io.Copy(to, from)
}

// Count sends what it has counted.
func Count(from io.Reader, counts chan<- int64) {
	n, _ := io.Copy(io.Discard, from)
	counts <- n
}

// First returns what is read first, if that takes no longer than a second.
func First(from io.Reader) byte {
	first := make(chan byte)
	go func() {
		one := make([]byte, 1)
		_, _ = from.Read(one)
		first <- one[0] // want "the send on `first` blocks for ever"
	}()
	select {
	case one := <-first:
		return one
	case <-time.After(time.Second):
		return 0
	}
}
