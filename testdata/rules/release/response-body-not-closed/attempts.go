// Package attempts opens in a literal that something else runs, and goes on with what it opened.
package attempts

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
)

func retry(times int, work func() error) error {
	err := errors.New("not tried")
	for i := 0; i < times && err != nil; i++ {
		err = work()
	}
	return err
}

func oneStatus(client *http.Client, req *http.Request) ([]byte, error) {
	var resp *http.Response
	if err := retry(3, func() error {
		var err error
		resp, err = client.Do(req) // want "the response body in `resp` is not closed on every path"
		return err
	}); err != nil {
		return nil, fmt.Errorf("asked three times: %w", err)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func inPlace(client *http.Client, req *http.Request, once *sync.Mutex) ([]byte, error) {
	var resp *http.Response
	var err error
	func() {
		once.Lock()
		defer once.Unlock()
		resp, err = client.Do(req) // want "the response body in `resp` is not closed on every path"
	}()
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func cleanEither(client *http.Client, req *http.Request, again bool) ([]byte, error) {
	var resp *http.Response
	err := retry(3, func() (err error) {
		if again {
			resp, err = client.Get(req.URL.String())
			return err
		}
		resp, err = client.Do(req)
		return err
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Who closes it in the literal has another reason to look at it later.
func cleanInside(client *http.Client, req *http.Request) (int, error) {
	var resp *http.Response
	err := retry(3, func() error {
		var err error
		resp, err = client.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// What a started literal opens, whoever waits for it closes.
func cleanStarted(client *http.Client, req *http.Request, wait func()) ([]byte, error) {
	var resp *http.Response
	var err error
	go func() {
		resp, err = client.Do(req)
	}()
	wait()
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func cleanKept(client *http.Client, req *http.Request, keep func(*http.Response)) error {
	var resp *http.Response
	err := retry(3, func() error {
		var err error
		resp, err = client.Do(req)
		return err
	})
	if err != nil {
		return err
	}
	keep(resp)
	return nil
}

func with(name string, work func() error) (bool, error) {
	if name == "" {
		return false, nil
	}
	return true, work()
}

// The literal has not run where it says so.
func cleanFound(client *http.Client, req *http.Request, name string) ([]byte, error) {
	var resp *http.Response
	found, err := with(name, func() error {
		var err error
		resp, err = client.Do(req)
		return err
	})
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, errors.New("not found")
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
