package systems

import "os/exec"

// Windows keeps nothing of a process that has ended but its handle, which is collected.
func show(folder string) error {
	cmd := exec.Command("cmd", "/c", "start", folder)
	return cmd.Start()
}
