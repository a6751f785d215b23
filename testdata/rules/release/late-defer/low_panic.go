// Package cold panics where nobody recovers.
package cold

import "os"

// Nobody recovers here: a panic ends the process, and the file with it.
func coldPanic(path string, limit int) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	if limit < 0 {
		panic("negative limit")
	}
	defer f.Close() // want "a panic before this defer"
	_, err = f.Stat()
	return err
}
