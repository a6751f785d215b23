// Package indexes opens files into a struct that is a named result.
package indexes

import (
	"errors"
	"fmt"
	"os"
)

type index struct {
	path string
	file *os.File
	size int64
}

func (i *index) Close() error { return i.file.Close() }

func open(path string) (idx *index, err error) {
	if path == "" {
		return nil, errors.New("no path")
	}
	idx = &index{path: path}
	idx.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644) // want "the file in `idx.file` is not closed on every path"
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	info, err := idx.file.Stat()
	if err != nil {
		return nil, fmt.Errorf("stat index: %w", err)
	}
	idx.size = info.Size()
	return idx, nil
}

func clean_closed(path string) (idx *index, err error) {
	idx = &index{path: path}
	idx.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	info, err := idx.file.Stat()
	if err != nil {
		_ = idx.Close()
		return nil, fmt.Errorf("stat index: %w", err)
	}
	idx.size = info.Size()
	return idx, nil
}

func clean_handed(path string) (idx *index, err error) {
	idx = &index{path: path}
	idx.file, err = os.Open(path)
	if err != nil {
		return
	}
	info, err := idx.file.Stat()
	if err != nil {
		return idx, err
	}
	idx.size = info.Size()
	return
}

func clean_given(idx *index) (err error) {
	idx.file, err = os.Open(idx.path)
	if err != nil {
		return err
	}
	if _, err := idx.file.Stat(); err != nil {
		return err
	}
	return nil
}
