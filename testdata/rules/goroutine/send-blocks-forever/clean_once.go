// Package once sends one value, however many come in.
package once

import (
	"errors"
	"time"
)

type request struct {
	kind    string
	payload []byte
}

func firstForward(requests <-chan request, timeout time.Duration) ([]byte, error) {
	found := make(chan []byte, 1)
	go func() {
		sent := false
		for r := range requests {
			if r.kind == "forward" && !sent {
				sent = true
				found <- r.payload
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
