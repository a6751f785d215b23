// Package siblings has acquisitions whose other results say that there is nothing to release.
package siblings

import (
	"errors"
	"os"
)

func create(path string) (f *os.File, created bool, err error) {
	f, err = os.OpenFile(path, os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil, false, nil
	}
	return f, err == nil, err
}

func onlyOnce(path string) error {
	f, created, err := create(path)
	if err != nil {
		return err
	}
	if !created {
		return nil
	}
	defer f.Close()
	_, err = f.WriteString("hello")
	return err
}
