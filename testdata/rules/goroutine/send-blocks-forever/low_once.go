// Package once sends one value, however many come in.
package once

import (
	"errors"
	"sync/atomic"
	"time"
)

type request struct {
	kind    string
	payload []byte
}

func firstForward(requests <-chan request, timeout time.Duration) ([]byte, error) {
	found := make(chan []byte, 1)
	sent := false
	go func() {
		for r := range requests {
			if r.kind == "forward" && !sent {
				sent = true
				found <- r.payload // want "the send on `found` blocks for ever"
			}
		}
	}()
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	select {
	case payload := <-found:
		return payload, nil
	case <-timer.C:
		return nil, errors.New("nobody asked to be forwarded to")
	}
}

// One writer at a time, by the channel that it closes when it is done.
func (b *board) loop(write func([]string) error) {
	var done chan struct{}
	failed := make(chan error, 1)
	var waiting []string
	for {
		if done == nil && len(waiting) > 0 {
			lines := waiting
			waiting = nil
			done = make(chan struct{})
			go func() {
				if err := write(lines); err != nil {
					failed <- err // want "the send on `failed` blocks for ever"
					return
				}
				close(done)
			}()
		}
		select {
		case line := <-b.lines:
			waiting = append(waiting, line)
		case <-done:
			done = nil
		case <-failed:
			waiting = nil
		case <-b.quit:
			return
		}
	}
}

type board struct {
	lines chan string
	quit  chan struct{}
}

// The next one is sent once who stores the one before has said so.
func storeInTurn(incoming <-chan string, stop <-chan struct{}, store func([]string)) {
	var busy uint32
	var waiting []string
	ready := make(chan struct{}, 1)
	for {
		if len(waiting) > 0 {
			if atomic.LoadUint32(&busy) == 0 {
				atomic.StoreUint32(&busy, 1)
				ready <- struct{}{} // want "the send on `ready` blocks for ever"
			}
		}
		select {
		case <-stop:
			return
		case <-ready:
			lines := waiting
			waiting = nil
			go func() {
				store(lines)
				atomic.StoreUint32(&busy, 0)
			}()
		case line := <-incoming:
			waiting = append(waiting, line)
		}
	}
}

func storeByTurns(incoming <-chan string, stop <-chan struct{}, store func(string)) {
	var busy atomic.Bool
	ready := make(chan struct{}, 1)
	for {
		if busy.CompareAndSwap(false, true) {
			ready <- struct{}{} // want "the send on `ready` blocks for ever"
		}
		select {
		case <-stop:
			return
		case <-ready:
			go busy.Store(false)
		case line := <-incoming:
			store(line)
		}
	}
}
