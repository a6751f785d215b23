// Package meant has defers in loops that are there for the end of the function.
package meant

import (
	"bufio"
	"embed"
	"io"
	"mime/multipart"
	"os"
	"time"
)

func closeAll(files []*os.File) error {
	for _, f := range files {
		defer f.Close() // want "this runs when the function returns"
	}
	_, err := io.Copy(io.Discard, files[0])
	return err
}

func runAll(cleanups []func()) {
	for _, cleanup := range cleanups {
		defer cleanup() // want "this runs when the function returns"
	}
}

func byIndex(files []*os.File) {
	for i := range files {
		defer files[i].Close() // want "this runs when the function returns"
	}
}

func undo(paths []string) (err error) {
	for _, path := range paths {
		if err = os.Mkdir(path, 0o700); err != nil {
			return err
		}
		defer func() { // want "this runs when the function returns"
			if err != nil {
				_ = os.Remove(path)
			}
		}()
	}
	return nil
}

// The writers are read after the loop, and so are the files below them.
func fanOut(paths []string, r io.Reader) error {
	writers := make([]io.Writer, len(paths))
	for i, path := range paths {
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		defer f.Close() // want "`f` is released when the function returns"
		writers[i] = bufio.NewWriter(f)
	}
	_, err := io.Copy(io.MultiWriter(writers...), r)
	return err
}

func onceInALoop(events <-chan int) {
	for range events {
		timer := time.NewTimer(time.Second)
		<-timer.C
	}
}

// The parts name their files to the code after the loop.
func lastPart(parts *multipart.Reader) ([]byte, error) {
	var name string
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		f, err := os.CreateTemp("", "part")
		if err != nil {
			return nil, err
		}
		name = f.Name()
		defer os.Remove(name) // want "this runs when the function returns"
		_, err = io.Copy(f, part)
		f.Close()
		if err != nil {
			return nil, err
		}
	}
	return os.ReadFile(name)
}

//go:embed *.go
var sources embed.FS

// Embedded files have nothing to close.
func sizes(names []string) (total int64, err error) {
	for _, name := range names {
		file, err := sources.Open(name)
		if err != nil {
			return 0, err
		}
		defer file.Close() // want "`file` is released when the function returns"
		info, err := file.Stat()
		if err != nil {
			return 0, err
		}
		total += info.Size()
	}
	return total, nil
}
