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

// The error that is looked at in the end is the outer one: that is nil where the file was created.
func opened(dir, name string, create bool) (*os.File, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	var file *os.File
	if create {
		_, err := os.Stat(name)
		if err == nil {
			return nil, os.ErrExist
		}
		file, err = os.Create(name)
	} else {
		file, err = os.Open(name)
	}
	if err != nil {
		return nil, err
	}
	println(info.Name())
	return file, nil
}

// Here it is set anew on the way.
func checked(dir, name string, create bool) (*os.File, error) {
	_, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	file, openErr := os.Open(name) // want "the file in `file` is not closed on every path"
	if openErr != nil {
		return nil, openErr
	}
	if create {
		_, err = os.Stat(name)
	}
	if err != nil {
		return nil, err
	}
	return file, nil
}
