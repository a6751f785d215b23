// Package callees gets its responses in many ways.
package callees

import (
	"context"
	"errors"
	"fmt"
	"log"
	web "net/http"
	"net/url"
	"time"
)

var shared = &web.Client{Timeout: time.Second}

func global(address string) (int, error) {
	resp, err := shared.Get(address) // want "response body"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func defaultClient(address string) (string, error) {
	resp, err := web.DefaultClient.Get(address) // want "response body"
	if err != nil {
		return "", err
	}
	return resp.Status, nil
}

type client struct {
	*web.Client
	base *url.URL
}

func (c *client) embedded(path string) (bool, error) {
	resp, err := c.Get(c.base.JoinPath(path).String()) // want "response body"
	if err != nil {
		return false, err
	}
	return resp.StatusCode == web.StatusOK, nil
}

// doer is what every service declares to be able to test.
type doer interface {
	Do(*web.Request) (*web.Response, error)
}

type service struct {
	http doer
	send func(*web.Request) (*web.Response, error)
}

func (s *service) byInterface(req *web.Request) error {
	resp, err := s.http.Do(req) // want "response body"
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return resp.Body.Close()
}

func (s *service) cleanByInterface(req *web.Request) error {
	resp, err := s.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return nil
}

func shadowed(address string) bool {
	if resp, err := shared.Get(address); err == nil { // want "response body"
		log.Print(resp.Status)
		return true
	}
	return false
}

func declared(address string) (err error) {
	var resp *web.Response
	resp, err = shared.Get(address) // want "response body"
	if err != nil {
		return
	}
	if resp.ContentLength > 1<<20 {
		return errors.New("too large")
	}
	return resp.Body.Close()
}

var checks = map[string]func(string) error{
	"ready": func(address string) error {
		resp, err := shared.Get(address) // want "response body"
		if err != nil {
			return err
		}
		log.Print(resp.Status)
		return nil
	},
}

func labelled(addresses []string) {
next:
	for _, address := range addresses {
		for range 3 {
			resp, err := shared.Get(address) // want "response body"
			if err != nil {
				continue
			}
			if resp.StatusCode == web.StatusNotFound {
				continue next
			}
			resp.Body.Close()
			break
		}
	}
}

func selects(ctx context.Context, address string, slots chan struct{}) error {
	resp, err := shared.Get(address) // want "response body"
	if err != nil {
		return err
	}
	select {
	case slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	return resp.Body.Close()
}

func values(address string) (map[string]string, error) {
	resp, err := shared.Head(address) // want "response body"
	if err != nil {
		return nil, fmt.Errorf("values: %w", err)
	}
	return map[string]string{"type": resp.Header.Get("Content-Type")}, nil
}

func headerKept(address string) (web.Header, error) {
	resp, err := shared.Get(address) // want "response body"
	if err != nil {
		return nil, err
	}
	return resp.Header, nil
}

func cookiesKept(address string) ([]*web.Cookie, error) {
	resp, err := shared.Get(address) // want "response body"
	if err != nil {
		return nil, err
	}
	return resp.Cookies(), nil
}

func handler(base string) web.HandlerFunc {
	return func(w web.ResponseWriter, r *web.Request) {
		req, err := web.NewRequestWithContext(r.Context(), web.MethodGet, base+r.URL.Path, nil)
		if err != nil {
			w.WriteHeader(web.StatusInternalServerError)
			return
		}
		resp, err := shared.Do(req) // want "response body"
		if err != nil {
			w.WriteHeader(web.StatusBadGateway)
			return
		}
		w.WriteHeader(resp.StatusCode)
	}
}

func twoClients(first, second string) error {
	a, err := shared.Get(first)
	if err != nil {
		return err
	}
	b, err := shared.Get(second)
	if err != nil {
		return err
	}
	defer a.Body.Close() // want late-defer:"a"
	defer b.Body.Close()
	return nil
}
