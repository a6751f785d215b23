//go:build !windows

// Package systems shows a folder, on each system in its own way.
package systems

import "os/exec"

func show(folder string) error {
	cmd := exec.Command("xdg-open", folder)
	return cmd.Start() // want "the process in `cmd` is never waited for"
}
