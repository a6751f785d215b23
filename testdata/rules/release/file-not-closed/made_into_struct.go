// Package fileinstruct opens files into structs, and loses them before anybody has them.
package fileinstruct

import (
	"errors"
	"os"
)

type journal struct {
	file *os.File
	size int64
}

func (j *journal) Close() error { return j.file.Close() }

func openJournal(path string) (*journal, error) {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE, 0o600) // want "the file in `file` is not closed on every path"
	if err != nil {
		return nil, err
	}
	j := &journal{file: file}
	if err := j.measure(); err != nil {
		return nil, err
	}
	if j.size > 1<<30 {
		j.Close()
		return nil, errors.New("too large")
	}
	return j, nil
}

func (j *journal) measure() error {
	info, err := j.file.Stat()
	if err != nil {
		return err
	}
	j.size = info.Size()
	return nil
}

func openAtOnce(path string) (*journal, error) {
	j := &journal{}
	var err error
	j.file, err = os.Create(path) // want "the file in `j.file` is not closed on every path"
	if err != nil {
		return nil, err
	}
	if err := j.measure(); err != nil {
		return nil, err
	}
	return j, nil
}

func look(path string) (int64, error) {
	var j journal
	var err error
	if j.file, err = os.Open(path); err != nil { // want "the file in `j.file` is never closed"
		return 0, err
	}
	err = j.measure()
	return j.size, err
}
