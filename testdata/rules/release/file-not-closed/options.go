// Files handed on as one of many options.
package options

import (
	"io"
	"os"
)

type input struct {
	name   string
	reader io.Reader
	file   *os.File
}

var kept []*os.File

func count(in input) (int, error) {
	data, err := io.ReadAll(in.reader)
	return len(data) + len(in.name), err
}

func sized(path string) (int, error) {
	f, err := os.Open(path) // want "the file in `f` is never closed"
	if err != nil {
		return 0, err
	}
	return count(input{name: path, reader: f})
}

func sizedByPointer(path string) (int64, error) {
	f, err := os.Open(path) // want "the file in `f` is never closed"
	if err != nil {
		return 0, err
	}
	in := &input{name: path, file: f}
	return length(in)
}

func length(in *input) (int64, error) {
	info, err := in.file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// The callee closes it.
func closedThere(path string) (int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	return last(input{name: path, file: f})
}

func last(in input) (int64, error) {
	defer in.file.Close()
	return in.file.Seek(0, io.SeekEnd)
}

// The callee keeps it, or hands the whole on.
func keptThere(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	keep(input{file: f})
	return nil
}

func keep(in input) {
	kept = append(kept, in.file)
}

func handedOn(path string) (*input, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return same(&input{file: f}), nil
}

func same(in *input) *input { return in }

func inMap(path string, all map[string]input) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	all[path] = input{file: f}
	return nil
}
