// Package helpers passes files through helpers, generics, interfaces and literals.
package helpers

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// opener is how the callers get at files.
type opener interface {
	open(name string) (*os.File, error)
}

type dir string

func (d dir) open(name string) (*os.File, error) { return os.Open(filepath.Join(string(d), name)) }

func viaInterface(o opener) (int64, error) {
	file, err := o.open("x") // want "file"
	if err != nil {
		return 0, err
	}
	return file.Seek(0, io.SeekEnd)
}

func viaMethod(d dir) error {
	file, err := d.open("x") // want "file"
	if err != nil {
		return err
	}
	_, err = file.Stat()
	return err
}

// firstLine only reads: its caller has to close.
func firstLine(r io.Reader) (string, error) {
	return bufio.NewReader(r).ReadString('\n')
}

func borrowed(name string) (string, error) {
	file, err := os.Open(name) // want "file"
	if err != nil {
		return "", err
	}
	return firstLine(file)
}

// closeIf closes only sometimes, which its caller cannot know.
func closeIf(c io.Closer, now bool) {
	if now {
		_ = c.Close()
	}
}

func maybe(name string, now bool) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	closeIf(file, now)
	return nil
}

// process closes the file only where it succeeds.
func process(file *os.File) error { // want "the file in `file` is not closed on every path, nor by who hands it over"
	if _, err := file.Stat(); err != nil {
		return err
	}
	return file.Close()
}

func viaProcess(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	return process(file)
}

func literalOpens(names []string) (err error) {
	open := func(name string) (*os.File, error) { return os.Open(name) }
	for _, name := range names {
		file, err := open(name)
		if err != nil {
			return err
		}
		defer file.Close() // want defer-in-loop:"."
	}
	return nil
}

func literalCloses(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	done := func() error { return file.Close() }
	if _, err := file.Stat(); err != nil {
		return errors.Join(err, done())
	}
	return done()
}

// A literal that is only made and never called closes nothing; that is not followed.
func literalKept(name string, keep func(func() error)) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	keep(func() error { return file.Close() })
	return nil
}

func generic[T io.Closer](value T, use func(T) error) error {
	defer value.Close()
	return use(value)
}

func viaGeneric(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	return generic(file, func(f *os.File) error { return f.Sync() })
}

type stack struct {
	mu    sync.Mutex
	files []*os.File
}

func (s *stack) push(file *os.File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = append(s.files, file)
}

func (s *stack) opens(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	s.push(file)
	return nil
}

func records(name string) ([][]string, error) {
	file, err := os.Open(name) // want "file"
	if err != nil {
		return nil, err
	}
	reader := csv.NewReader(bufio.NewReader(file))
	reader.Comma = ';'
	return reader.ReadAll()
}

func csvReader(name string) (*csv.Reader, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return csv.NewReader(bufio.NewReader(file)), nil
}

func walks(root string) error {
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		file, err := os.Open(path) // want "file"
		if err != nil {
			return err
		}
		if info, err := file.Stat(); err != nil || info.Size() > 1<<20 {
			return err
		}
		return file.Close()
	})
}

func goesBack(name string) error {
	tries := 0
again:
	file, err := os.Open(name) // want "file"
	if err != nil {
		return err
	}
	if _, err := firstLine(file); err != nil && tries < 3 {
		tries++
		goto again
	}
	return file.Close()
}

func breaks(names []string) error {
	var found *os.File
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		if line, _ := firstLine(file); line == "yes" {
			found = file
			break
		}
		file.Close()
	}
	if found == nil {
		return fs.ErrNotExist
	}
	return found.Close()
}

func aliasLost(name string) error {
	file, err := os.Open(name) // want "file"
	if err != nil {
		return err
	}
	reader := io.Reader(file)
	if _, err := firstLine(reader); err != nil {
		return err
	}
	return file.Close()
}

func okChecked(name string) bool {
	file, err := os.Open(name) // want "file"
	ok := err == nil
	if !ok {
		return false
	}
	_, err = firstLine(file)
	return err == nil
}

func joined(first, second string) error {
	a, errA := os.Open(first)
	b, errB := os.Open(second)
	if errA != nil || errB != nil {
		if a != nil {
			a.Close()
		}
		if b != nil {
			b.Close()
		}
		return errors.Join(errA, errB)
	}
	return errors.Join(a.Close(), b.Close())
}

func errorsAs(name string) error {
	file, err := os.Open(name)
	var missing *fs.PathError
	if errors.As(err, &missing) {
		return missing.Err
	}
	if errors.Is(err, fs.ErrPermission) {
		return err
	}
	if err != nil {
		return err
	}
	return file.Close()
}
