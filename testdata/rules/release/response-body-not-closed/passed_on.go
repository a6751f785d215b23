// Package passed has helpers that look at a response and give it back.
package passed

import (
	"encoding/json"
	"fmt"
	"net/http"
)

func checked(resp *http.Response, err error) (*http.Response, error) {
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= http.StatusBadRequest {
		return resp, fmt.Errorf("status %d", resp.StatusCode)
	}
	return resp, nil
}

func closed(resp *http.Response, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

func other(resp *http.Response, err error) (*http.Response, error) {
	if err == nil {
		resp.Body.Close()
	}
	return http.DefaultClient.Get("https://example.com")
}

func load(client *http.Client, req *http.Request, into any) error {
	resp, err := checked(client.Do(req)) // want "the response body in `resp` is never closed"
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

func isThere(client *http.Client, req *http.Request) bool {
	_, err := checked(client.Do(req)) // want result-discarded:"the response body is dropped at once"
	return err == nil
}

func cleanLoad(client *http.Client, req *http.Request, into any) error {
	resp, err := checked(client.Do(req))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

func cleanStatus(client *http.Client, req *http.Request) (int, error) {
	return closed(client.Do(req))
}
