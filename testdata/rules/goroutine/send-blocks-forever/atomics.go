// Package atomics asks an atomic number that nothing here sets.
package atomics

import "sync/atomic"

func sendsAgain(enabled *uint32, incoming <-chan string, stop <-chan struct{}, store func(string)) {
	ready := make(chan struct{}, 1)
	for {
		if atomic.LoadUint32(enabled) == 1 {
			ready <- struct{}{} // want "the send on `ready` blocks for ever"
		}
		select {
		case <-stop:
			return
		case <-ready:
			store("ready")
		case line := <-incoming:
			store(line)
		}
	}
}
