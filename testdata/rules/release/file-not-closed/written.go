// Package written writes a file for a command and closes it, but not where that fails.
package written

import (
	"fmt"
	"os"
)

func createManifest(text []byte) (*os.File, error) {
	file, err := os.CreateTemp("", "manifest") // want "the file in `file` is not closed on every path"
	if err != nil {
		return nil, err
	}
	if _, err := file.Write(text); err != nil {
		return nil, fmt.Errorf("failed to write %s: %w", file.Name(), err)
	}
	if err := file.Close(); err != nil {
		return nil, err
	}
	return file, nil
}

func apply(text []byte) error {
	file, err := createManifest(text)
	if err != nil {
		return err
	}
	return os.Remove(file.Name())
}

func setUp() error { return apply([]byte("kind: Service\n")) }

func main() {
	if err := setUp(); err != nil {
		panic(err)
	}
}
