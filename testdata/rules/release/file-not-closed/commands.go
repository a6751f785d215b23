// Package commands runs programs, which write to files and pipes.
package commands

import (
	"io"
	"os"
	"os/exec"
)

func logged(path string) error {
	f, err := os.Create(path) // want "the file in `f` is never closed"
	if err != nil {
		return err
	}
	cmd := exec.Command("date")
	cmd.Stdout, cmd.Stderr = f, f
	return cmd.Run()
}

func started(path string) (*exec.Cmd, error) {
	f, err := os.Create(path) // want "the file in `f` is not closed on every path"
	if err != nil {
		return nil, err
	}
	cmd := &exec.Cmd{Path: "/bin/date", Stdout: f}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return cmd, f.Close()
}

func piped() ([]byte, error) {
	r, w, err := os.Pipe() // want "the read end of the pipe in `r` is never closed"
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("date")
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Run(); err != nil {
		w.Close()
		return nil, err
	}
	w.Close()
	return io.ReadAll(r)
}

func cleanLogged(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	cmd := exec.Command("date")
	cmd.Stdout = f
	return cmd.Run()
}

func cleanPiped() ([]byte, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	cmd := exec.Command("date")
	cmd.Stdout = w
	err = cmd.Run()
	w.Close()
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

type job struct {
	cmd *exec.Cmd
	log *os.File
}

func cleanJob(path string) (*job, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("date")
	cmd.Stdout = f
	return &job{cmd: cmd, log: f}, nil
}

func (j *job) Close() error { return j.log.Close() }

func cleanPipe() (*os.File, *os.File, error) {
	return os.Pipe()
}
