// Package values calls functions that it is given: they open what their type says.
package values

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
)

type proxy struct {
	dial func(ctx context.Context, network, addr string) (net.Conn, error)
}

func (p *proxy) copyTo(ctx context.Context, addr string, r io.Reader) error {
	conn, err := p.dial(ctx, "tcp", addr) // want "the connection in `conn` is never closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(conn, r)
	return err
}

func (p *proxy) open(ctx context.Context, addr string) (net.Conn, error) {
	conn, err := p.dial(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	return conn, nil
}

func retried(fetch func() (*http.Response, error)) (body []byte, err error) {
	for range 3 {
		resp, err := fetch() // want response-body-not-closed:"not closed"
		if err != nil {
			return nil, err
		}
		if resp.StatusCode >= 500 {
			continue
		}
		body, err = io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return nil, err
		}
		return body, nil
	}
	return nil, errors.New("gave up")
}

func once(fetch func() (*http.Response, error)) error {
	resp, err := fetch()
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// What a literal here does can be seen: it closes the body.
func literal(url string) (int, error) {
	check := func(path string) (*http.Response, error) {
		resp, err := http.Get(url + path)
		if err == nil {
			resp.Body.Close()
		}
		return resp, err
	}
	resp, err := check("/health")
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
