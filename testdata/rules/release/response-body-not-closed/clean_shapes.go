// Package shapes has roundabout ways to close a body, or to hand it over.
package shapes

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

type doer interface {
	Do(*http.Request) (*http.Response, error)
}

// check closes the body of an answer that is no good.
func check(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	if resp.StatusCode >= 300 {
		defer resp.Body.Close()
		return errors.New(resp.Status)
	}
	return nil
}

func checked(client *http.Client, req *http.Request) error {
	resp, err := client.Do(req)
	if err := check(resp, err); err != nil {
		return err
	}
	return resp.Body.Close()
}

func replacesBody(client *http.Client, req *http.Request) (*http.Response, error) {
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(text))
	return resp, nil
}

type transport struct{ next http.RoundTripper }

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	begin := time.Now()
	resp, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	resp.Header.Set("X-Took", time.Since(begin).String())
	resp.Body = &counted{ReadCloser: resp.Body}
	return resp, nil
}

type counted struct {
	io.ReadCloser
	n int
}

func (t *transport) retries(r *http.Request) (resp *http.Response, err error) {
	for attempt := range 3 {
		resp, err = t.next.RoundTrip(r)
		if err != nil || resp.StatusCode < 500 || attempt == 2 {
			return resp, err
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
	}
	return resp, err
}

type unzipped struct {
	*gzip.Reader
	body io.Closer
}

func (u *unzipped) Close() error { return errors.Join(u.Reader.Close(), u.body.Close()) }

func unzips(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.Header.Get("Content-Encoding") != "gzip" {
		return resp.Body, nil
	}
	reader, err := gzip.NewReader(resp.Body)
	if err != nil {
		resp.Body.Close()
		return nil, err
	}
	return &unzipped{reader, resp.Body}, nil
}

func copies(url string, out *http.Response) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	*out = *resp
	return nil
}

type answer struct {
	resp *http.Response
	err  error
}

func races(urls []string) *http.Response {
	answers := make(chan answer, len(urls))
	for _, url := range urls {
		go func() {
			resp, err := http.Get(url)
			answers <- answer{resp, err}
		}()
	}
	for range urls {
		if one := <-answers; one.err == nil {
			return one.resp
		}
	}
	return nil
}

func inLiteral(ctx context.Context, retry func(func() error) error, req *http.Request) ([]byte, error) {
	var resp *http.Response
	err := retry(func() (err error) {
		resp, err = http.DefaultClient.Do(req.WithContext(ctx))
		return err
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func literalReturns(req *http.Request, retry func(func() (*http.Response, error)) (*http.Response, error)) error {
	resp, err := retry(func() (*http.Response, error) {
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		return resp, nil
	})
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func parse[T any](resp *http.Response, err error) (value T, _ error) {
	if err != nil {
		return value, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&value)
	return value, err
}

func generic(url string) (map[string]int, error) {
	resp, err := http.Get(url)
	return parse[map[string]int](resp, err)
}

func genericDirect(url string) (map[string]int, error) {
	return parse[map[string]int](http.Get(url))
}

func errorAndResponse(client *http.Client, req *http.Request) error {
	resp, err := client.Do(req)
	switch {
	case err != nil && resp != nil:
		resp.Body.Close()
		return err
	case err != nil:
		return err
	}
	defer resp.Body.Close()
	return nil
}

func wantsOne(urls []string) (body io.ReadCloser, err error) {
	for _, url := range urls {
		var resp *http.Response
		resp, err = http.Get(url)
		if err != nil {
			continue
		}
		if !strings.HasPrefix(resp.Header.Get("Content-Type"), "image/") {
			resp.Body.Close()
			continue
		}
		body = resp.Body
		break
	}
	return body, err
}

func bodyVariable(url string, cached io.ReadCloser) error {
	body := cached
	if body == nil {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		body = resp.Body
	}
	defer body.Close()
	_, err := io.Copy(io.Discard, body)
	return err
}

type pool struct {
	mu   sync.Mutex
	free []*http.Response
	done func()
}

func (p *pool) closer(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	p.done = func() { _ = resp.Body.Close() }
	return nil
}

func callback(url string, each func(io.ReadCloser) error) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return each(resp.Body)
}

func readsLines(url string) (<-chan []byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	lines := make(chan []byte)
	go func() {
		defer close(lines)
		defer resp.Body.Close()
		text, _ := io.ReadAll(resp.Body)
		lines <- text
	}()
	return lines, nil
}

func writesBack(w http.ResponseWriter, d doer, req *http.Request) {
	resp, err := d.Do(req)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer func() {
		if resp.Body != nil {
			resp.Body.Close()
		}
	}()
	w.WriteHeader(resp.StatusCode)
}

func unexpected(url string) error {
	resp, err := http.Get(url)
	if err == nil && resp.StatusCode == http.StatusOK {
		resp.Body.Close()
		return nil
	}
	if err == nil {
		resp.Body.Close()
		err = errors.New(resp.Status)
	}
	return err
}

func piped(url string) io.Reader {
	reader, writer := io.Pipe()
	resp, err := http.Get(url)
	if err != nil {
		writer.CloseWithError(err)
		return reader
	}
	go func() {
		_, err := io.Copy(writer, resp.Body)
		resp.Body.Close()
		writer.CloseWithError(err)
	}()
	return reader
}
