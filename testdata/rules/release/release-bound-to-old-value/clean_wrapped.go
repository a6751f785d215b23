// Package wrapped puts values around themselves.
package wrapped

import (
	"io"
	"log"
	"os"
)

func logTo(path string) error {
	var out io.Writer
	out, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	out = io.MultiWriter(os.Stderr, out)
	log.SetOutput(out)
	return nil
}
