// Package node starts what tests watch.
package node

import "errors"

func Watch(stop chan struct{}) error {
	started := make(chan error)
	go func() { started <- errors.New("cleanly") }()
	select {
	case err := <-started:
		return err
	case <-stop:
		return nil
	}
}
