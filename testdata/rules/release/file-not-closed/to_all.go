// Package toall gives a file to all that there is.
package toall

import (
	"io"
	"log"
	"os"
)

type sink struct {
	*log.Logger
	plain bool
}

func (s *sink) into(w io.Writer) { s.SetOutput(w) }

var sinks = map[string]*sink{}

func redirect(name string) {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return
	}
	for _, one := range sinks {
		one.SetOutput(file)
		one.plain = true
	}
}

func redirectSome(name string, wanted func(string) bool) {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644) // want "not closed on every path"
	if err != nil {
		return
	}
	for key, one := range sinks {
		if !wanted(key) {
			continue
		}
		one.SetOutput(file)
	}
}

func openEach(names []string) ([]*os.File, error) {
	var files []*os.File
	for _, name := range names {
		file, err := os.Open(name) // want "not closed on every path"
		if err != nil {
			return files, err
		}
		if info, err := file.Stat(); err != nil || info.IsDir() {
			continue
		}
		files = append(files, file)
	}
	return files, nil
}
