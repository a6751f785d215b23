// Package flagged has helpers that say by a bool whether they opened something.
package flagged

import (
	"errors"
	"io"
	"os"
)

func opened(path string) (bool, *os.File) {
	if path == "" {
		return false, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return false, nil
	}
	return true, f
}

// It gives a file either way: the bool tells something else.
func created(path string) (bool, *os.File, error) {
	f, err := os.Open(path)
	if err == nil {
		return false, f, nil
	}
	f, err = os.Create(path)
	if err != nil {
		return false, nil, err
	}
	return true, f, nil
}

func cleanRead(path string) ([]byte, error) {
	ok, f := opened(path)
	if !ok {
		return nil, errors.New("not there")
	}
	defer f.Close()
	return io.ReadAll(f)
}

func cleanWithin(path string, w io.Writer) {
	ok, f := opened(path)
	if ok {
		defer f.Close()
	}
	if ok {
		_, _ = io.Copy(w, f)
	}
}

func read(path string, w io.Writer) bool {
	ok, f := opened(path) // want "the file in `f` is never closed"
	if ok {
		_, _ = io.Copy(w, f)
	}
	return ok
}

func fresh(path string) (int64, error) {
	made, f, err := created(path) // want "the file in `f` is not closed on every path"
	if err != nil {
		return 0, err
	}
	if !made {
		return 0, nil
	}
	size, err := f.Seek(0, io.SeekEnd)
	f.Close()
	return size, err
}
