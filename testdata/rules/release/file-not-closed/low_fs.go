// Package lowfs opens files of file systems that may be in memory.
package lowfs

import (
	"io"
	"io/fs"
)

func read(assets fs.FS) ([]byte, error) {
	f, err := assets.Open("index.html") // want "never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(f)
}
