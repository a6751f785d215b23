// Package probe measures for clients, though its folder sounds like tests.
package probe

import "errors"

func Watch(stop chan struct{}) error {
	started := make(chan error)
	go func() { started <- errors.New("slow") }() // want "the send on `started` blocks for ever"
	select {
	case err := <-started:
		return err
	case <-stop:
		return nil
	}
}
