// Package low defers what does nothing where there is nothing to release.
package low

import "os"

// A nil *os.File may be closed.
func file(path string) error {
	f, err := os.Open(path)
	defer f.Close() // want "`f` .* the call does nothing"
	if err != nil {
		return err
	}
	return nil
}
