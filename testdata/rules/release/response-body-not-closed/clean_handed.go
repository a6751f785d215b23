// Package handed has bodies that others close, or that are closed before they are handed out.
package handed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

type client struct{ http *http.Client }

// fetch closes the body before its caller sees the response.
func (c *client) fetch(req *http.Request) (*http.Response, []byte, error) {
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode >= 400 {
		return resp, nil, errors.New(resp.Status)
	}
	body, err := io.ReadAll(resp.Body)
	return resp, body, err
}

func (c *client) fetchInto(req *http.Request, into any) (*http.Response, error) {
	resp, body, err := c.fetch(req)
	if err != nil {
		return nil, err
	}
	return resp, json.Unmarshal(body, into)
}

func (c *client) names(req *http.Request) ([]string, error) {
	var names []string
	_, err := c.fetchInto(req, &names)
	return names, err
}

func (c *client) status(req *http.Request) (int, error) {
	resp, err := c.fetchInto(req, nil)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func closedFirst(url string) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if err := resp.Body.Close(); err != nil {
		return nil, err
	}
	return resp, nil
}

// execute reads the body and puts a copy in its place, as generated clients do.
func (c *client) execute(req *http.Request) (*http.Response, error) {
	resp, err := c.http.Do(req)
	if err != nil || resp == nil {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewBuffer(body))
	if err != nil {
		return resp, err
	}
	return resp, nil
}

func (c *client) code(req *http.Request) (int, error) {
	resp, err := c.execute(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// read closes what it could read; nobody knows from outside whether it did.
func read(url string, into any) (*http.Response, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusOK {
		err = json.NewDecoder(resp.Body).Decode(into)
		_ = resp.Body.Close()
	}
	return resp, err
}

func readName(url string) (name string, err error) {
	_, err = read(url, &name)
	return name, err
}

func exists(url string) bool {
	resp, err := closedFirst(url)
	return err == nil && resp.StatusCode == http.StatusOK
}

// The closure gives the response to the function around it.
func retried(url string, retry func(func() error) error) (*http.Response, error) {
	var last *http.Response
	err := retry(func() error {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		last = resp
		if resp.StatusCode >= 500 {
			defer resp.Body.Close()
			return errors.New(resp.Status)
		}
		return nil
	})
	return last, err
}

// A result with a name takes the body along.
func opened(url string) (size int64, body io.ReadCloser, err error) {
	resp, err := http.Get(url)
	if err != nil {
		return
	}
	size = resp.ContentLength
	body = resp.Body
	return
}

func failed(w http.ResponseWriter, err error) bool {
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
	return err != nil
}

// The error is wrapped on its way into the helper that looks at it.
func proxied(w http.ResponseWriter, r *http.Request) {
	resp, err := http.DefaultClient.Do(r.Clone(r.Context()))
	if failed(w, fmt.Errorf("backend: %w", err)) {
		return
	}
	defer resp.Body.Close()
	_, _ = io.Copy(w, resp.Body)
}
