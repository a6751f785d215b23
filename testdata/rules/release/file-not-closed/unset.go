// Package unset closes in a defer what it does not return.
package unset

import (
	"errors"
	"os"
)

var errEmpty = errors.New("empty")

func openFilled(name string) (*os.File, error) {
	f, err := os.Open(name) // want "the file in `f` is not closed on every path"
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() == 0 {
		return nil, errEmpty
	}
	return f, nil
}

func cleanOpenFilled(name string) (_ *os.File, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() == 0 {
		return nil, errEmpty
	}
	return f, nil
}
