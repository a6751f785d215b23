// Helpers that close what they are handed, but not on every way.
package partly

import (
	"encoding/json"
	"errors"
	"net/http"
)

var errMissing = errors.New("missing")

func parse(resp *http.Response, into any) error { // want "the response body in `resp` is not closed on every path, nor by who hands it over"
	if resp.StatusCode == http.StatusNotFound {
		return errMissing
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

func load(url string, into any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return parse(resp, into)
}

// Its caller closes the body in any case.
func accept(resp *http.Response) error {
	if resp.StatusCode == http.StatusNotFound {
		return errMissing
	}
	return resp.Body.Close()
}

func accepted(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return accept(resp)
}

// It closes the body where it is told to.
func finish(resp *http.Response, failed error) error {
	if failed != nil {
		return failed
	}
	return resp.Body.Close()
}

func finished(url string, work func(*http.Response) error) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return finish(resp, nil)
}

// Nothing was received.
func answered(resp *http.Response, into any) error {
	if resp == nil {
		return errMissing
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

func ask(url string, into any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return answered(resp, into)
}
