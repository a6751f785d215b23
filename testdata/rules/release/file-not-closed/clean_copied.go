// Package copied hands out files within values of its own.
package copied

import (
	"io"
	"os"
)

type fleeting struct{ os.File }

func (f fleeting) Close() error {
	err := f.File.Close()
	_ = os.Remove(f.Name())
	return err
}

func cleanElement(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &fleeting{*f}, nil
}

func cleanField(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &fleeting{File: *f}, nil
}
