// Package clean gives something that stands for what it is read from.
package clean

import (
	"io"
	"os"
)

type vault struct{ file *os.File }

func openVault(path string) (*vault, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &vault{f}, nil
}

func (v *vault) Close() error { return v.file.Close() }

type shelf interface {
	Only(name string) (io.ReadCloser, error)
	Close() error
}

type reading struct {
	io.Reader
	io.Closer
}

func (v *vault) Only(name string) (io.ReadCloser, error) {
	return reading{io.LimitReader(v.file, 1<<20), v}, nil
}

func one(path, name string) (io.ReadCloser, error) {
	v, err := openVault(path)
	if err != nil {
		return nil, err
	}
	return v.Only(name)
}

func another(open func(string) (shelf, error), path, name string) (io.ReadCloser, error) {
	s, err := open(path)
	if err != nil {
		return nil, err
	}
	return s.Only(name)
}
