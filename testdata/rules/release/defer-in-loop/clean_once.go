// Package once defers in loops what runs in one round only.
package once

import (
	"io"
	"os"
)

type stream interface {
	Write(p []byte) error
	Close() error
}

type source struct{ open func() (stream, error) }

func (s *source) unready(reason string) {}

func (s *source) read(r io.Reader) error {
	var out stream
	buf := make([]byte, 1500)
	for {
		n, err := r.Read(buf)
		if err != nil {
			return err
		}
		if out == nil {
			if out, err = s.open(); err != nil {
				return err
			}
			defer s.unready("end of stream")
		}
		if err := out.Write(buf[:n]); err != nil {
			return err
		}
	}
}

func log(path string, lines <-chan string) error {
	var file *os.File
	opened := false
	for line := range lines {
		if !opened {
			var err error
			file, err = os.Create(path)
			if err != nil {
				return err
			}
			defer file.Close()
			opened = true
		}
		if _, err := file.WriteString(line); err != nil {
			return err
		}
	}
	return nil
}
