// Package through defers in loops what each round is through with, or what runs beside them.
package through

import (
	"context"
	"io"
	"os"

	"golang.org/x/sync/errgroup"
)

// The defer is for the ways out: each round closes its file itself.
func unpack(names []string, r io.Reader) error {
	for _, name := range names {
		out, err := os.Create(name)
		if err != nil {
			return err
		}
		defer out.Close() // want "this runs when the function returns"
		if _, err := io.Copy(out, r); err != nil {
			return err
		}
		if err := out.Close(); err != nil {
			return err
		}
	}
	return nil
}

// The temporary files are read when all are there.
func merge(parts [][]byte, merge func(paths []string) error) error {
	var paths []string
	for _, part := range parts {
		path, err := write(part)
		if err != nil {
			return err
		}
		defer os.Remove(path) // want "this runs when the function returns"
		paths = append(paths, path)
	}
	return merge(paths)
}

func write(part []byte) (string, error) {
	f, err := os.CreateTemp("", "part")
	if err != nil {
		return "", err
	}
	defer f.Close()
	_, err = f.Write(part)
	return f.Name(), err
}

// The files are read beside the loop, which is through before.
func sums(ctx context.Context, paths []string, sum func(io.Reader) error) error {
	group, _ := errgroup.WithContext(ctx)
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close() // want "`file` is released when the function returns"
		group.Go(func() error { return sum(file) })
	}
	return group.Wait()
}

type check func(ctx context.Context) (bool, error)

func matches(file *os.File) check {
	return func(context.Context) (bool, error) {
		info, err := file.Stat()
		return err == nil && info.Size() > 0, err
	}
}

func named(name string, inner check) check { return inner }

// The checks run after the loop, and read the files then.
func anyOf(ctx context.Context, paths []string, run func(context.Context, ...check) (bool, error)) (bool, error) {
	var checks []check
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return false, err
		}
		defer file.Close() // want "`file` is released when the function returns"
		checks = append(checks, named(path, matches(file)))
	}
	return run(ctx, checks...)
}
