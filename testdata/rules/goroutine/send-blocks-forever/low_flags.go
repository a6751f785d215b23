// Package flags has commands that get their flags and return how the process ends.
package flags

import (
	"fmt"
	"os/exec"
)

type Flags struct{ Addr string }

func cmdStart(fl Flags) (int, error) {
	process := exec.Command("server", fl.Addr)
	if err := process.Start(); err != nil {
		return 1, err
	}
	up, failed := make(chan struct{}), make(chan error)
	go func() {
		answers(fl.Addr)
		close(up)
	}()
	go func() {
		err := process.Wait()
		failed <- err // want "the send on `failed` blocks for ever"
	}()
	select {
	case <-up:
		fmt.Println("it is up")
	case err := <-failed:
		return 1, err
	}
	return 0, nil
}

func answers(string) {}
