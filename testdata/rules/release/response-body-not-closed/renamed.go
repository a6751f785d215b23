// Package renamed reads bodies by functions that variables of the package give another name.
package renamed

import (
	"encoding/json"
	"io"
	"net/http"
)

var (
	newDecoder = json.NewDecoder
	newEncoder = json.NewEncoder
)

func latest(url string) (version string, err error) {
	resp, err := http.Get(url) // want "the response body in `resp` is never closed"
	if err != nil {
		return "", err
	}
	err = newDecoder(resp.Body).Decode(&version)
	return version, err
}

func closed(url string) (version string, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	err = newDecoder(resp.Body).Decode(&version)
	return version, err
}

var keep = func(resp *http.Response) { kept = resp }

var kept *http.Response

func handed(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	keep(resp)
	return newEncoder(io.Discard).Encode(resp.Status)
}
