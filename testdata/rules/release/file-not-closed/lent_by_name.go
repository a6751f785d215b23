// does-not-compile: the packages it imports are not here
package lent

import (
	"io"
	"os"

	"example.org/shop/internal/archives"
	"example.org/shop/internal/config"
)

func settings(path string) (*config.Settings, error) {
	f, err := os.Open(path) // want "the file in `f` is never closed"
	if err != nil {
		return nil, err
	}
	var found config.Settings
	if err := config.Parse(f, &found); err != nil {
		return nil, err
	}
	return &found, nil
}

// What is read may go on reading the file.
func identified(path string) (io.Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	_, input, err := archives.Identify(path, f)
	if err != nil {
		return nil, err
	}
	return input, nil
}

// Closing what is read may close the file.
func extracted(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	r, err := archives.Extract(f)
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, r)
	return err
}

// The name does not say that it is used only.
func handed(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return archives.NewArchive(f).Walk()
}

type source struct {
	format archives.Format
	reader io.Reader
}

func (s source) unpack(dir string) error {
	return s.format.Extract(dir, s.reader)
}

// What is read only goes where it is used.
func unpacked(path, dir string) error {
	f, err := os.Open(path) // want "the file in `f` is never closed"
	if err != nil {
		return err
	}
	format, input, err := archives.Identify(path, f)
	if err != nil {
		return err
	}
	return into(dir, source{format: format, reader: input})
}

func into(dir string, from source) error {
	return from.format.Extract(dir, from.reader)
}
