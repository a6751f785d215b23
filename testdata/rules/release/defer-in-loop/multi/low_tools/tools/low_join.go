// Package tools puts lists together for a release.
package tools

import (
	"io"
	"os"
)

// Join writes the lists one after the other.
func Join(to io.Writer, lists []string) error {
	for _, list := range lists {
		file, err := os.Open(list)
		if err != nil {
			return err
		}
		defer file.Close() // want "`file` is released when the function returns, not when the iteration ends"
		if _, err := io.Copy(to, file); err != nil {
			return err
		}
	}
	return nil
}
