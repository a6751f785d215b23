// Package choice has calls whose callers say whether a body is left to them.
package choice

import (
	"encoding/json"
	"io"
	"net/http"
)

type options struct {
	url   string
	close bool
}

type api struct{ client *http.Client }

func drain(body io.ReadCloser) error {
	_, err := io.Copy(io.Discard, body)
	body.Close()
	return err
}

func (a *api) call(opts options) (resp *http.Response, err error) {
	req, err := http.NewRequest(http.MethodGet, opts.url, nil)
	if err != nil {
		return nil, err
	}
	resp, err = a.client.Do(req)
	if err != nil {
		return nil, err
	}
	if opts.close {
		return resp, drain(resp.Body)
	}
	return resp, nil
}

func (a *api) remove(name string) (int, error) {
	resp, err := a.call(options{url: name, close: true})
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func (a *api) decoded(url string, into any, decode func(*http.Response, any) error) (resp *http.Response, err error) {
	resp, err = a.client.Get(url)
	if err != nil {
		return nil, err
	}
	if into == nil {
		return resp, nil
	}
	err = decode(resp, into)
	return resp, err
}

func asJSON(resp *http.Response, into any) error {
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

func (a *api) user(url string) (string, int, error) {
	var user struct{ Name string }
	resp, err := a.decoded(url, &user, asJSON)
	if err != nil {
		return "", 0, err
	}
	return user.Name, resp.StatusCode, nil
}

// Whoever fails has closed the body; whoever does not leaves it.
func (a *api) checked(url string) (resp *http.Response, err error) {
	resp, err = a.client.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return nil, io.ErrUnexpectedEOF
	}
	return resp, nil
}

func (a *api) exists(url string) bool {
	resp, err := a.checked(url) // want "the response body in `resp` is never closed"
	return err == nil && resp.StatusCode == http.StatusOK
}
