package p

import (
	"errors"
	"os/exec"
)

func prepare(cmd *exec.Cmd) error {
	if cmd.Path == "" {
		return errors.New("no command")
	}
	return nil
}

// It starts what it is handed, or does not.
func inTerminal(cmd *exec.Cmd) error {
	if err := prepare(cmd); err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Wait()
}

func either(terminal bool, name string) error {
	cmd := exec.Command(name)
	if terminal {
		return inTerminal(cmd)
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Wait()
}
