package alternatives

import (
	"io"
	"os"
	"path/filepath"
)

// Whichever call opened the file, it is lost at one place: that is one defect.
func unpack(path string, from io.Reader) error {
	out, err := os.Create(path) // want "the file in `out` is not closed on every path"
	if err != nil {
		if err = os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		out, err = os.Create(path)
		if err != nil {
			return err
		}
	}
	if _, err := io.Copy(out, from); err != nil {
		return err
	}
	return out.Close()
}

// These are lost at places of their own.
func pack(first bool, path string) error {
	in, err := os.Open(path) // want "the file in `in` is not closed on every path"
	if err != nil {
		return err
	}
	if first {
		return nil
	}
	_ = in.Close()
	in, err = os.Open(path + ".old") // want "the file in `in` is not closed on every path"
	if err != nil {
		return err
	}
	if _, err := in.Stat(); err != nil {
		return err
	}
	return in.Close()
}

// Each step opens its own.
func steps(run func(func() error)) {
	var f *os.File
	run(func() (err error) {
		f, err = os.Open("first") // want "the file in `f` is never closed"
		return err
	})
	run(func() (err error) {
		f, err = os.Open("second") // want "the file in `f` is never closed"
		return err
	})
	println(f.Name())
}
