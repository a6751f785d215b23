// Package part hands the body of a response over, or closes it.
package part

import (
	"fmt"
	"io"
	"net/http"
)

func stream(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= http.StatusOK && resp.StatusCode < http.StatusMultipleChoices {
		return resp.Body, nil
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("%s: %s", resp.Status, text)
}

type page struct {
	body   io.ReadCloser
	status string
}

func fetch(url string) (*page, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK {
		return &page{body: resp.Body, status: resp.Status}, nil
	}
	defer resp.Body.Close()
	return &page{status: resp.Status}, nil
}
