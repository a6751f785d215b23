// Package tables keeps what is no constructor in a table.
package tables

import (
	"errors"
	"os"
)

type journal struct{ file *os.File }

func openJournal(path string) (*journal, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &journal{file: file}, nil
}

func (j *journal) Close() error { return j.file.Close() }

var steps = map[string]func(path string) (*journal, error){"rotate": rotate}

func rotate(path string) (*journal, error) {
	log, err := openJournal(path) // want "the journal in `log` is not closed on every path"
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path + ".lock"); err == nil {
		return nil, errors.New("locked")
	}
	return log, nil
}
