// Package shapes has roundabout ways to close a file, or to hand it over.
package shapes

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"sync"
	"testing"
)

type holder struct {
	file    *os.File
	done    func() error
	closers []io.Closer
	slots   [4]*os.File
}

func (h *holder) onClose(f func() error) { h.done = f }

func localStruct(name string) (*holder, error) {
	h := new(holder)
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	h.file = file
	return h, nil
}

func structClosed(name string) error {
	var h holder
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	h.file = file
	return h.file.Close()
}

func literalClosed(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	h := holder{file: file}
	defer h.file.Close()
	_, err = file.Stat()
	return err
}

func array(h *holder, i int, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	h.slots[i] = file
	return nil
}

func rangeCloses(first, second string) error {
	a, err := os.Open(first)
	if err != nil {
		return err
	}
	b, err := os.Open(second)
	if err != nil {
		a.Close()
		return err
	}
	for _, closer := range []io.Closer{a, b} {
		defer closer.Close()
	}
	return nil
}

func collects(names []string) (err error) {
	var files []*os.File
	defer func() {
		for _, file := range files {
			err = errors.Join(err, file.Close())
		}
	}()
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		files = append(files, file)
	}
	return nil
}

func byInterface(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	var reader io.ReadCloser = file
	defer reader.Close()
	return nil
}

func byAssertion(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	var reader io.Reader = file
	if closer, ok := reader.(io.Closer); ok {
		defer closer.Close()
	}
	return nil
}

func byTypeSwitch(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	switch value := any(file).(type) {
	case io.Closer:
		return value.Close()
	default:
		return nil
	}
}

func argument(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func(f *os.File) { _ = f.Close() }(file)
	return nil
}

func notStandard(name string) error {
	file := os.Stdin
	if name != "-" {
		var err error
		if file, err = os.Open(name); err != nil {
			return err
		}
	}
	if file != os.Stdin {
		defer file.Close()
	}
	_, err := io.Copy(io.Discard, file)
	return err
}

func flagged(name string, fallback *os.File) error {
	file, owned := fallback, false
	if name != "" {
		opened, err := os.Open(name)
		if err != nil {
			return err
		}
		file, owned = opened, true
	}
	_, err := file.Stat()
	if owned {
		err = errors.Join(err, file.Close())
	}
	return err
}

func deferredFlag(name string) (_ *os.File, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	ok := false
	defer func() {
		if !ok {
			file.Close()
		}
	}()
	if _, err := file.Stat(); err != nil {
		return nil, err
	}
	ok = true
	return file, nil
}

func retries(name string) error {
	var file *os.File
	var err error
	for range 3 {
		if file, err = os.Open(name); err == nil {
			break
		}
	}
	if err != nil {
		return err
	}
	return file.Close()
}

func untilOpened(names []string) (err error) {
	var file *os.File
	for i := 0; file == nil && i < len(names); i++ {
		file, err = os.Open(names[i])
	}
	if file == nil {
		return err
	}
	return file.Close()
}

func oncePerFile(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	var once sync.Once
	closeFile := func() { once.Do(func() { _ = file.Close() }) }
	defer closeFile()
	return nil
}

func logged(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	log.Println(file.Close())
	return nil
}

func checked(t *testing.T, name string) {
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	})
}

func methodValueStored(h *holder, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	h.done = file.Close
	return nil
}

func registered(h *holder, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	h.onClose(func() error { return file.Close() })
	return nil
}

func handler(name string) (http.Handler, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		defer file.Close()
		_, _ = io.Copy(w, file)
	}), nil
}

type result struct {
	file *os.File
	err  error
}

func sends(name string, out chan<- result) {
	file, err := os.Open(name)
	out <- result{file, err}
}

func byIndex(names []string) []*os.File {
	files := make([]*os.File, len(names))
	var wait sync.WaitGroup
	for i, name := range names {
		wait.Add(1)
		go func() {
			defer wait.Done()
			file, err := os.Open(name)
			if err != nil {
				return
			}
			files[i] = file
		}()
	}
	wait.Wait()
	return files
}

func byPointer(name string, out **os.File) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	*out = file
	return nil
}

func asKey(name string, open map[*os.File]string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	open[file] = name
	return nil
}

func asKeyOfLiteral(name string) (map[*os.File]bool, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return map[*os.File]bool{file: true}, nil
}

func wrapsError(name string) (err error) {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	defer closing(&err, file)
	return nil
}

func closing(err *error, closer io.Closer) {
	*err = errors.Join(*err, closer.Close())
}

func reassignedError(name string) error {
	file, err := os.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		file, err = os.Create(name)
	}
	if err != nil {
		return err
	}
	return file.Close()
}

func negated(name string) error {
	file, err := os.Open(name)
	if err == nil {
		defer file.Close()
		return nil
	}
	return err
}

func inverted(name string) error {
	file, err := os.Open(name)
	if failed := err != nil; failed {
		return err
	}
	return file.Close()
}

func switched(name string) error {
	file, err := os.Open(name)
	switch {
	case err != nil:
		return err
	case name == "x":
		file.Close()
		return nil
	}
	return file.Close()
}

func typeSwitched(name string) error {
	file, err := os.Open(name)
	switch err.(type) {
	case nil:
		return file.Close()
	case *os.PathError:
		return nil
	default:
		return err
	}
}

func switchedOnError(name string) error {
	file, err := os.Open(name)
	switch err {
	case nil:
	case os.ErrExist:
		return nil
	default:
		return err
	}
	return file.Close()
}

func checkedByFunction(name string) error {
	file, err := os.Open(name)
	if isBad(err) {
		return err
	}
	return file.Close()
}

func isBad(err error) bool { return err != nil }

func selects(name string, stop <-chan struct{}, out chan<- *os.File) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	select {
	case out <- file:
		return nil
	case <-stop:
		return file.Close()
	}
}

func dropsByMethod(h *holder, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	return h.finish(file)
}

func (h *holder) finish(file *os.File) error {
	h.closers = append(h.closers, file)
	return nil
}

func literalWithArguments(name string) error {
	with := func(use func(*os.File) error) error {
		file, err := os.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		return use(file)
	}
	return with(func(f *os.File) error { return f.Sync() })
}
