// Package closedbefore has a closer, deferred before anything is opened, for what is open at the end.
package closedbefore

import (
	"errors"
	"io"
	"os"
	"strings"
)

var errEmpty = errors.New("empty")

type counting struct {
	to io.Writer
	n  int
}

func (c *counting) Write(p []byte) (int, error) {
	c.n += len(p)
	return c.to.Write(p)
}

func decode(w io.Writer, text string) error {
	if text == "" {
		return errEmpty
	}
	counted := &counting{to: io.MultiWriter(w, io.Discard)}
	_, err := io.Copy(counted, strings.NewReader(text))
	return err
}

func restore(chunks map[string]string) error {
	var current *os.File
	closeCurrent := func() error {
		if current == nil {
			return nil
		}
		err := current.Close()
		current = nil
		return err
	}
	defer closeCurrent()
	for name, text := range chunks {
		if err := closeCurrent(); err != nil {
			return err
		}
		var err error
		current, err = os.Create(name)
		if err != nil {
			return err
		}
		if err := decode(current, text); err != nil {
			return err
		}
	}
	return closeCurrent()
}
