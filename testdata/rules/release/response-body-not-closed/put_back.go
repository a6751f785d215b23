// Package limited puts a limit around a body, which is still the response's to close.
package limited

import (
	"io"
	"net/http"
)

const most = 1 << 20

func fetch(w http.ResponseWriter, url string) error {
	resp, err := http.Get(url) // want "the response body in `resp` is never closed"
	if err != nil {
		return err
	}
	resp.Body = http.MaxBytesReader(w, resp.Body, most)
	text := make([]byte, 512)
	_, err = io.ReadFull(resp.Body, text)
	return err
}

func cleanFetch(w http.ResponseWriter, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	resp.Body = http.MaxBytesReader(w, resp.Body, most)
	defer resp.Body.Close()
	text := make([]byte, 512)
	_, err = io.ReadFull(resp.Body, text)
	return err
}

func cleanOpen(w http.ResponseWriter, url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	resp.Body = http.MaxBytesReader(w, resp.Body, most)
	return resp, nil
}

type page struct{ body io.ReadCloser }

func cleanKeep(w http.ResponseWriter, p *page, url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	p.body = http.MaxBytesReader(w, resp.Body, most)
	return nil
}
