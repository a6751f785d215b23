// Package parts hands out what has to be closed, and not the response.
package parts

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

type client struct{ base string }

func (c *client) open(path string) (io.ReadCloser, error) {
	resp, err := http.Get(c.base + path)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= http.StatusBadRequest {
		defer resp.Body.Close()
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10))
		return nil, fmt.Errorf("%s: %s", resp.Status, text)
	}
	return resp.Body, nil
}

func (c *client) decode(path string, into any) error {
	body, err := c.open(path) // want "never closed"
	if err != nil {
		return err
	}
	return json.NewDecoder(body).Decode(into)
}

func (c *client) text(path string) (string, error) {
	body, err := c.open(path)
	if err != nil {
		return "", err
	}
	defer body.Close()
	text, err := io.ReadAll(body)
	return string(text), err
}

type object struct {
	Kind string
	Body io.ReadCloser
}

func (c *client) object(path string) (*object, error) {
	resp, err := http.Get(c.base + path)
	if err != nil {
		return nil, err
	}
	found := &object{Body: resp.Body}
	if kind := resp.Header.Get("Content-Type"); kind != "" {
		found.Kind = kind
	}
	return found, nil
}

func (c *client) image(path string) (*object, error) {
	resp, err := http.Get(c.base + path)
	if err != nil {
		return nil, err
	}
	return &object{Kind: "image", Body: resp.Body}, nil
}

func (c *client) size(path string) (int, error) {
	found, err := c.image(path) // want "never closed"
	if err != nil {
		return 0, err
	}
	var head [512]byte
	return found.Body.Read(head[:])
}

func (c *client) serve(w http.ResponseWriter, r *http.Request) {
	found, err := c.object(r.URL.Path) // want "never closed"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", found.Kind)
	io.Copy(w, found.Body)
}

func (c *client) save(w io.Writer, path string) error {
	found, err := c.object(path)
	if err != nil {
		return err
	}
	defer found.Body.Close()
	_, err = io.Copy(w, found.Body)
	return err
}

// Who asks has it.
func (c *client) again(path string) (*object, error) { return c.object(path) }

type stream struct{ in io.ReadCloser }

func (s *stream) Close() error { return s.in.Close() }

func (c *client) stream(path string) (*stream, error) {
	resp, err := http.Get(c.base + path)
	if err != nil {
		return nil, err
	}
	return &stream{in: resp.Body}, nil
}

func (c *client) streamed(w io.Writer, path string) error {
	s, err := c.stream(path)
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = io.Copy(w, s.in)
	return err
}

type cache struct{ last io.Reader }

// The body is kept, too: it belongs to the cache.
func (k *cache) open(url string) (io.ReadCloser, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	k.last = resp.Body
	return resp.Body, nil
}

func (k *cache) read(url string) error {
	body, err := k.open(url)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, body)
	return err
}

// A type of the function's own tells what its fields are, too.
func asksByOwnType(url string) (int, error) {
	type asking struct {
		client *http.Client
		url    string
	}
	ask := asking{client: http.DefaultClient, url: url}
	resp, err := ask.client.Get(ask.url) // want "never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func handsOnByOwnType(url string) (int, error) {
	type answer struct {
		resp *http.Response
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		resp, err := http.Get(url)
		answers <- answer{resp, err}
	}()
	got := <-answers
	if got.err != nil {
		return 0, got.err
	}
	defer got.resp.Body.Close()
	return got.resp.StatusCode, nil
}
