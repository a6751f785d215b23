// Package low asks for headers alone: the response has no body.
package low

import (
	"errors"
	"net/http"
)

func reachable(url string) error {
	resp, err := http.Head(url) // want "the response body in `resp` is never closed: nothing, as it has no body"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return errors.New(resp.Status)
	}
	return nil
}
