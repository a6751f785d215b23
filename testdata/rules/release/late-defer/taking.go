// Package taking defers literals that are handed what they release.
package taking

import (
	"net/http"
	"os"
)

func file(path string, check func() error) error {
	opened, err := os.Open(path)
	if err != nil {
		return err
	}
	if err := check(); err != nil {
		return err
	}
	defer func(f *os.File) { _ = f.Close() }(opened) // want "`opened` is released too late"
	return nil
}

func body(client *http.Client, req *http.Request) error {
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return http.ErrNotSupported
	}
	defer func(resp *http.Response) { _ = resp.Body.Close() }(resp) // want "`resp.Body` is released too late"
	return nil
}

func atOnce(path string, check func() error) error {
	opened, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func(f *os.File) { _ = f.Close() }(opened)
	return check()
}

// The parameter hides the variable: another file is closed.
func other(first, second string, check func() error) error {
	file, err := os.Open(first)
	if err != nil {
		return err
	}
	defer file.Close()
	next, err := os.Open(second)
	if err != nil {
		return err
	}
	defer func(file *os.File) { _ = file.Close() }(next)
	return check()
}
