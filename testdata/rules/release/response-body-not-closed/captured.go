// Responses that a literal puts into a variable of the function around it.
package captured

import (
	"errors"
	"io"
	"net/http"
)

func retry(times int, work func() error) error {
	err := errors.New("not tried")
	for i := 0; i < times && err != nil; i++ {
		err = work()
	}
	return err
}

func fetch(client *http.Client, req *http.Request) ([]byte, error) {
	var resp *http.Response
	err := retry(3, func() error {
		var err error
		resp, err = client.Do(req) // want "the response body in `resp` is never closed"
		return err
	})
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func fetchAndClose(client *http.Client, req *http.Request) ([]byte, error) {
	var resp *http.Response
	err := retry(3, func() error {
		var err error
		resp, err = client.Do(req)
		return err
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func fetchForOthers(client *http.Client, req *http.Request) (*http.Response, error) {
	var resp *http.Response
	err := retry(3, func() error {
		var err error
		resp, err = client.Do(req)
		return err
	})
	return resp, err
}
