// Package launched has a function start processes for others.
package launched

import (
	"errors"
	"os/exec"
	"time"
)

var errLate = errors.New("late")

func launch(name string) (*exec.Cmd, error) {
	cmd := exec.Command(name)
	cmd.Dir = "/"
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return cmd, nil
}

func restart(cmd *exec.Cmd) *exec.Cmd {
	_ = cmd.Start()
	return cmd
}

func convert(deadline time.Time) error {
	cmd, err := launch("convert") // want "the process in `cmd` is not waited for on every path"
	if err != nil {
		return err
	}
	if time.Now().After(deadline) {
		return errLate
	}
	return cmd.Wait()
}

func cleanConvert(deadline time.Time) error {
	cmd, err := launch("convert")
	if err != nil {
		return err
	}
	defer func() { _ = cmd.Wait() }()
	if time.Now().After(deadline) {
		return errLate
	}
	return nil
}

// What is given is not the function's own: its caller knows.
func cleanRestart(cmd *exec.Cmd) {
	again := restart(cmd)
	again.Dir = "/"
}

type keeper struct{ running []*exec.Cmd }

func (k *keeper) cleanKeep() error {
	cmd, err := launch("serve")
	if err != nil {
		return err
	}
	k.running = append(k.running, cmd)
	return nil
}
