// A method that is named and not called.
package named

import (
	"bufio"
	"os"
)

func write(path, text string) error {
	f, err := os.Create(path) // want "the file in `f` is not closed on every path"
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	if _, err := w.WriteString(text); err != nil {
		_ = f.Close
		return err
	}
	if err := w.Flush(); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

func keeps(path string, closers *[]func() error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	*closers = append(*closers, f.Close)
	return nil
}
