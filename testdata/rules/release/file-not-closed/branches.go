// A defer in a branch closes the file there, and nowhere before.
package branches

import (
	"bytes"
	"io"
	"os"
)

func section(path string, offset, limit int64) (io.ReadCloser, error) {
	f, err := os.Open(path) // want "the file in `f` is not closed on every path"
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return io.NopCloser(bytes.NewReader(nil)), nil
	}
	if offset > 0 {
		if _, err := f.Seek(offset, io.SeekStart); err != nil {
			f.Close()
			return nil, err
		}
	}
	if limit > 0 {
		defer f.Close()
		head, err := io.ReadAll(io.LimitReader(f, limit))
		return io.NopCloser(bytes.NewReader(head)), err
	}
	return f, nil
}

func whole(path string, limit int64) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if limit > 0 {
		defer f.Close()
		head, err := io.ReadAll(io.LimitReader(f, limit))
		return io.NopCloser(bytes.NewReader(head)), err
	}
	return f, nil
}

// A struct that limits what is read is no owner of the file.

func start(path string) ([]byte, error) {
	f, err := os.Open(path) // want "the file in `f` is never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(&io.LimitedReader{R: f, N: 512})
}

func begin(path string) ([]byte, error) {
	f, err := os.Open(path) // want "the file in `f` is never closed"
	if err != nil {
		return nil, err
	}
	limited := io.LimitedReader{R: f, N: 512}
	return io.ReadAll(&limited)
}

func lead(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(&io.LimitedReader{R: f, N: 512})
}

func reader(path string) (io.Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &io.LimitedReader{R: f, N: 512}, nil
}

type source struct{ limited *io.LimitedReader }

func (s *source) open(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	s.limited = &io.LimitedReader{R: f, N: 512}
	return nil
}
