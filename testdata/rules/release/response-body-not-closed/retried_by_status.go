// Package again asks helpers whether to try once more, which look at the answer as well as at the error.
package again

import (
	"errors"
	"net/http"
)

var errGone = errors.New("no answer")

func worthAnother(code int, err error) bool {
	return err != nil || code >= http.StatusInternalServerError
}

func refused(resp *http.Response, err error) bool {
	return err != nil || resp.StatusCode == http.StatusTooManyRequests
}

func broken(err error) bool { return err != nil }

func ask(client *http.Client, req *http.Request) (*http.Response, error) {
	for range 3 {
		resp, err := client.Do(req) // want "the response body in `resp` is not closed on every path"
		code := 0
		if resp != nil {
			code = resp.StatusCode
		}
		if worthAnother(code, err) {
			continue
		}
		return resp, err
	}
	return nil, errGone
}

func askPolitely(client *http.Client, req *http.Request) (*http.Response, error) {
	for range 3 {
		resp, err := client.Do(req) // want "the response body in `resp` is not closed on every path"
		if refused(resp, err) {
			continue
		}
		return resp, err
	}
	return nil, errGone
}

func cleanAsk(client *http.Client, req *http.Request) (*http.Response, error) {
	for range 3 {
		resp, err := client.Do(req)
		if broken(err) {
			continue
		}
		return resp, err
	}
	return nil, errGone
}

func cleanAskTwice(client *http.Client, req *http.Request) (*http.Response, error) {
	for range 3 {
		resp, err := client.Do(req)
		if refused(resp, err) {
			if resp != nil {
				resp.Body.Close()
			}
			continue
		}
		return resp, err
	}
	return nil, errGone
}
