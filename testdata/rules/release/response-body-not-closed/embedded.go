// Package embedded hands out responses within a type of its own.
package embedded

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// answer has a method in the place of the field that it promotes.
type answer struct {
	*http.Response
}

// Body reads what was answered, and closes it.
func (a *answer) Body() ([]byte, error) {
	defer a.Response.Body.Close()
	return io.ReadAll(a.Response.Body)
}

// into decodes what was answered, and closes it.
func (a *answer) into(target any) error {
	body := a.Response.Body
	defer body.Close()
	return json.NewDecoder(body).Decode(target)
}

// size only looks.
func (a *answer) size() int64 { return a.ContentLength }

type client struct {
	http.Client
	base string
}

func (c *client) ask(path string) (*answer, error) {
	resp, err := c.Get(c.base + path)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= http.StatusBadRequest {
		defer resp.Body.Close()
		return nil, fmt.Errorf("%s: %s", path, resp.Status)
	}
	return &answer{resp}, nil
}

func (c *client) text(path string) (string, error) {
	found, err := c.ask(path)
	if err != nil {
		return "", err
	}
	text, err := found.Body()
	return string(text), err
}

func (c *client) decoded(path string, target any) error {
	found, err := c.ask(path)
	if err != nil {
		return err
	}
	return found.into(target)
}

func (c *client) copied(path string, to io.Writer) error {
	found, err := c.ask(path)
	if err != nil {
		return err
	}
	defer found.Response.Body.Close()
	_, err = io.Copy(to, found.Response.Body)
	return err
}

func (c *client) length(path string) (int64, error) {
	found, err := c.ask(path) // want "never closed"
	if err != nil {
		return 0, err
	}
	return found.size(), nil
}

// page promotes all that a response has.
type page struct {
	*http.Response
	number int
}

func (c *client) page(number int) (*page, error) {
	resp, err := c.Get(fmt.Sprint(c.base, "?page=", number))
	if err != nil {
		return nil, err
	}
	return &page{Response: resp, number: number}, nil
}

func (c *client) first() (string, error) {
	found, err := c.page(1)
	if err != nil {
		return "", err
	}
	defer found.Body.Close()
	text, err := io.ReadAll(found.Body)
	return string(text), err
}

func (c *client) kind(number int) (string, error) {
	found, err := c.page(number) // want "never closed"
	if err != nil {
		return "", err
	}
	return found.Header.Get("Content-Type"), nil
}

// What is closed before it is handed out.

func (c *client) do(path string) (resp *http.Response, text []byte, err error) {
	resp, err = c.Get(c.base + path)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	text, err = io.ReadAll(resp.Body)
	return
}

func (c *client) status(path string) (int, error) {
	resp, _, err := c.do(path)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func (c *client) touch(path string) error {
	_, _, err := c.do(path)
	return err
}

// What is closed only where it is of no use.

func (c *client) good(path string) (resp *http.Response, err error) {
	resp, err = c.Get(c.base + path)
	if err != nil {
		return
	}
	if resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", path, resp.Status)
		resp.Body.Close()
		return nil, err
	}
	return
}

func (c *client) age(path string) (string, error) {
	resp, err := c.good(path) // want "never closed"
	if err != nil {
		return "", err
	}
	return resp.Header.Get("Age"), nil
}

// What is closed only if the function fails.

func (c *client) tidy(path string) (resp *http.Response, err error) {
	resp, err = c.Get(c.base + path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			resp.Body.Close()
		}
	}()
	if resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", path, resp.Status)
	}
	return
}

func (c *client) etag(path string) (string, error) {
	resp, err := c.tidy(path) // want "never closed"
	if err != nil {
		return "", err
	}
	return resp.Header.Get("ETag"), nil
}

// What is returned where nothing came, and closed elsewhere.

func (c *client) request(path string) ([]byte, *http.Response, error) {
	var resp *http.Response
	var err error
	if resp, err = c.Get(c.base + path); err != nil {
		return nil, resp, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, resp, err
	}
	return text, resp, err
}

func (c *client) served(path string) (string, error) {
	_, resp, err := c.request(path)
	if err != nil {
		return "", err
	}
	return resp.Header.Get("Server"), nil
}

func (c *client) perform(path string) (*http.Response, []byte, error) {
	resp, err := c.Get(c.base + path)
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		if err := resp.Body.Close(); err != nil {
			fmt.Println(err)
		}
	}()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, nil, err
	}
	return resp, text, nil
}

func (c *client) performed(path string) (string, error) {
	resp, text, err := c.perform(path)
	if err != nil {
		return "", err
	}
	return resp.Status + string(text), nil
}

// What is returned closed with an error, and open without one.

func (c *client) checked(path string) (*http.Response, error) {
	resp, err := c.Get(c.base + path)
	if err != nil {
		return resp, err
	}
	if resp.StatusCode >= http.StatusBadRequest {
		resp.Body.Close()
		return resp, fmt.Errorf("%s: %s", path, resp.Status)
	}
	return resp, nil
}

func (c *client) date(path string) (string, error) {
	resp, err := c.checked(path) // want "never closed"
	if err != nil {
		return "", err
	}
	return resp.Header.Get("Date"), nil
}
