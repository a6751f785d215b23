// Package fileinstructclean opens files into structs that are closed, or that somebody has.
package fileinstructclean

import (
	"os"
)

type record struct {
	file *os.File
	size int64
}

func (r *record) Close() error { return r.file.Close() }

func cleanAtOnce(path string) (*record, error) {
	r := new(record)
	var err error
	r.file, err = os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := r.measure(); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

func cleanTested(path string, sum bool) (int64, error) {
	r := &record{}
	var err error
	if sum {
		r.file, err = os.Open(path)
		if err != nil {
			return 0, err
		}
		err = r.measure()
	}
	if r.file != nil {
		r.file.Close()
	}
	return r.size, err
}

func cleanTestedInside(path string) (int64, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	r := &record{file: file}
	err = r.measure()
	if r.file != nil {
		r.file.Close()
	}
	return r.size, err
}

func cleanEarlierDefer(path string) (int64, error) {
	r := &record{}
	defer r.Close()
	var err error
	if r.file, err = os.Open(path); err != nil {
		return 0, err
	}
	err = r.measure()
	return r.size, err
}

func cleanResult(path string) (r *record, err error) {
	r = &record{}
	if r.file, err = os.Open(path); err != nil {
		return
	}
	err = r.measure()
	return
}

func cleanOfOther(r *record, path string) error {
	var err error
	r.file, err = os.Open(path)
	if err != nil {
		return err
	}
	return r.measure()
}

func (r *record) measure() error {
	info, err := r.file.Stat()
	if err != nil {
		return err
	}
	r.size = info.Size()
	return nil
}
