// Package copied tests an error under another name than the one that was got.
package copied

import (
	"net/http"
	"os"
)

func named(client *http.Client, req *http.Request) (err error) {
	resp, sent := client.Do(req)
	err = sent
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func local(path string) error {
	file, e := os.Open(path)
	err := e
	if err != nil {
		return err
	}
	defer file.Close()
	return nil
}

func later(path string, check func() error) error {
	file, e := os.Open(path)
	err := e
	if err != nil {
		return err
	}
	if err = check(); err != nil {
		return err
	}
	defer file.Close() // want "`file` is released too late"
	return nil
}

// What tests the error itself says nothing by another that has its value for a while.
func tested(path string, check func() error) (err error) {
	file, e := os.Open(path)
	if e != nil {
		err = e
		return err
	}
	if err = check(); err != nil {
		return err
	}
	defer file.Close() // want "`file` is released too late"
	return nil
}

// The error is looked at before it has the value.
func early(path string) (err error) {
	file, e := os.Open(path)
	if err != nil {
		return err
	}
	err = e
	defer file.Close() // want "`file` is released too late"
	return err
}
