// Package beside returns files together with errors.
package beside

import (
	"errors"
	"fmt"
	"io"
	"os"
)

func openRegular(path string) (*os.File, os.FileInfo, error) {
	file, err := os.Open(path) // want "not closed on every path"
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return file, nil, err
	}
	if info.IsDir() {
		return file, nil, fmt.Errorf("%s is a directory", path)
	}
	return file, info, nil
}

func size(path string) (int64, error) {
	file, info, err := openRegular(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	return info.Size(), nil
}

func openNamed(path string) (file *os.File, err error) {
	file, err = os.Open(path) // want "not closed on every path"
	if err != nil {
		return
	}
	_, err = file.Seek(10, io.SeekStart)
	if err != nil {
		err = fmt.Errorf("seek: %w", err)
		return
	}
	return
}

func skip(path string) ([]byte, error) {
	file, err := openNamed(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

// Its callers close what comes with the error.
func openLocked(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if _, err := file.Stat(); err != nil {
		return file, err
	}
	return file, nil
}

func locked(path string) error {
	file, err := openLocked(path)
	if err != nil {
		if file != nil {
			_ = file.Close()
		}
		return err
	}
	return file.Close()
}

// Nothing says that there is an error.
func openWrapped(path string) (*os.File, error) {
	file, err := os.Open(path)
	return file, wrap(err)
}

func wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("open: %w", err)
}

func wrapped(path string) error {
	file, err := openWrapped(path)
	if err != nil {
		return err
	}
	return file.Close()
}

// Either there is an error, or there is no more to do.
func openPlain(path string, plain bool) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil || plain {
		return file, err
	}
	if _, err := file.Seek(10, io.SeekStart); err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}

func opened(path string) error {
	file, err := openPlain(path, true)
	if err != nil {
		return err
	}
	return file.Close()
}

// Who calls it is not known.
func OpenForOthers(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if path == "" {
		return file, errors.New("no path")
	}
	return file, nil
}

// What is deferred first looks at the error that the return sets.
func openGuarded(path string) (file *os.File, err error) {
	defer func() {
		if err != nil && file != nil {
			_ = file.Close()
		}
	}()
	file, err = os.Open(path)
	if err != nil {
		return nil, err
	}
	if _, serr := file.Stat(); serr != nil {
		return file, fmt.Errorf("stat: %w", serr)
	}
	return file, nil
}

func guarded(path string) error {
	file, err := openGuarded(path)
	if err != nil {
		return err
	}
	return file.Close()
}

// Its caller closes what it has got, on whatever way it leaves.
func openLent(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if _, err := file.Stat(); err != nil {
		return file, err
	}
	return file, nil
}

func lent(path string) error {
	var file *os.File
	defer func() {
		if file != nil {
			_ = file.Close()
		}
	}()
	var err error
	file, err = openLent(path)
	if err != nil {
		return err
	}
	return nil
}
