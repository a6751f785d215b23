// Package safe closes things and logs what goes wrong.
package safe

import (
	"io"
	"log"
)

// Close closes c.
func Close(c io.Closer) {
	if c == nil {
		return
	}
	if err := c.Close(); err != nil {
		log.Print(err)
	}
}

// Closers closes all of them when it is closed.
type Closers struct{ all []io.Closer }

// Add takes c over.
func (s *Closers) Add(c io.Closer) { s.all = append(s.all, c) }

// Close closes all.
func (s *Closers) Close() error {
	for _, c := range s.all {
		Close(c)
	}
	return nil
}

// Name says what c is.
func Name(c io.Closer) string {
	if named, ok := c.(interface{ Name() string }); ok {
		return named.Name()
	}
	return ""
}
