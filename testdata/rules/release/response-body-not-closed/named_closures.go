// Package closures has literals with names that close what they can see.
package closures

import (
	"errors"
	"io"
	"net/http"
)

func deferredByName(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	done := func() { _ = resp.Body.Close() }
	defer done()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func calledOnEachWay(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	done := func() { _ = resp.Body.Close() }
	if resp.StatusCode != http.StatusOK {
		done()
		return errors.New(resp.Status)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	done()
	return err
}

func forgottenOnOneWay(url string) error {
	resp, err := http.Get(url) // want "the response body in `resp` is not closed on every path"
	if err != nil {
		return err
	}
	done := func() { _ = resp.Body.Close() }
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	done()
	return err
}

// The literal is there before the response is: it closes what the variable holds when it runs.
func declaredBefore(url string) error {
	var resp *http.Response
	done := func() {
		if resp != nil {
			_ = resp.Body.Close()
		}
	}
	defer done()
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func handedOn(url string, later func(func())) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	done := func() { _ = resp.Body.Close() }
	later(done)
	return nil
}
