package pidfd

import (
	"errors"
	"os"
	"syscall"
)

// byFile has a file for the process, by which it is waited for.
func byFile(wait func(file int) error) error {
	file := -1
	proc, err := os.StartProcess("/proc/self/exe", []string{"once"}, &os.ProcAttr{
		Sys: &syscall.SysProcAttr{PidFD: &file},
	})
	if err != nil {
		return err
	}
	if file == -1 {
		proc.Kill()
		proc.Wait()
		return errors.New("no file for the process")
	}
	return wait(file)
}

func without(check func(int) error) error {
	proc, err := os.StartProcess("/proc/self/exe", []string{"once"}, &os.ProcAttr{ // want "process in `proc`"
		Sys: &syscall.SysProcAttr{Setpgid: true},
	})
	if err != nil {
		return err
	}
	if err := check(proc.Pid); err != nil {
		return err
	}
	_, err = proc.Wait()
	return err
}
