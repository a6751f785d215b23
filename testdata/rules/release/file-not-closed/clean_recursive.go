// Package cleanrecursive hands files to functions that call themselves, and close them in the end.
package cleanrecursive

import (
	"io"
	"os"
)

// The last call closes it.
func drain(file *os.File, left int) error {
	if left == 0 {
		return file.Close()
	}
	if _, err := io.CopyN(io.Discard, file, 1024); err != nil {
		_ = file.Close()
		return err
	}
	return drain(file, left-1)
}

func skip(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return drain(file, 3)
}

var kept []*os.File

func keep(file *os.File, times int) {
	if times > 0 {
		keep(file, times-1)
		return
	}
	kept = append(kept, file)
}

func hold(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	keep(file, 2)
	return nil
}
