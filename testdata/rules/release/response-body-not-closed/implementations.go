// Implementations of one method, which its callers leave the body to.
package implementations

import (
	"encoding/json"
	"io"
	"net/http"
)

type decoder interface {
	decode(resp *http.Response, into any) error
}

type plain struct{}

func (plain) decode(resp *http.Response, into any) error {
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

type strict struct{}

func (strict) decode(resp *http.Response, into any) error {
	defer resp.Body.Close()
	dec := json.NewDecoder(resp.Body)
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}

type raw struct{}

func (raw) decode(resp *http.Response, into any) error { // want "the response body in `resp` is never closed, as most other implementations do"
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	*into.(*string) = string(text)
	return nil
}

// It does not look at the body.
type status struct{}

func (status) decode(resp *http.Response, into any) error {
	*into.(*string) = resp.Status
	return nil
}

func load(url string, how decoder, into any) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return how.decode(resp, into)
}

// Of these, none closes the body: the caller does.
type checker interface {
	check(resp *http.Response) bool
}

type small struct{}

func (small) check(resp *http.Response) bool {
	n, err := io.Copy(io.Discard, resp.Body)
	return err == nil && n < 100
}

type large struct{}

func (large) check(resp *http.Response) bool {
	n, err := io.Copy(io.Discard, resp.Body)
	return err == nil && n > 100
}

type empty struct{}

func (empty) check(resp *http.Response) bool {
	n, err := io.Copy(io.Discard, resp.Body)
	return err == nil && n == 0
}

func test(url string, all []checker) bool {
	for _, one := range all {
		resp, err := http.Get(url)
		if err != nil {
			return false
		}
		ok := one.check(resp)
		resp.Body.Close()
		if !ok {
			return false
		}
	}
	return true
}
