// Package paths loses bodies on some way out of each function.
package paths

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"
)

func statusFirst(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("got %s", resp.Status)
	}
	defer resp.Body.Close() // want late-defer:"resp"
	return io.ReadAll(resp.Body)
}

func decodeError(client *http.Client, url string, into any) error {
	resp, err := client.Get(url) // want "response body in `resp` is not closed on every path"
	if err != nil {
		return err
	}
	if err := json.NewDecoder(resp.Body).Decode(into); err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	return resp.Body.Close()
}

func neverClosed(client *http.Client, req *http.Request) (int, error) {
	resp, err := client.Do(req) // want "never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func retries(client *http.Client, req *http.Request) (*http.Response, error) {
	var last error
	for range 3 {
		resp, err := client.Do(req) // want "response body"
		if err != nil {
			last = err
			continue
		}
		if resp.StatusCode >= 500 {
			last = errors.New(resp.Status)
			time.Sleep(time.Second)
			continue
		}
		return resp, nil
	}
	return nil, last
}

func switches(url string) (string, error) {
	resp, err := http.Get(url) // want "response body"
	if err != nil {
		return "", err
	}
	switch resp.StatusCode {
	case http.StatusNotFound:
		return "", errors.New("not found")
	case http.StatusNoContent:
		resp.Body.Close()
		return "", nil
	default:
		text, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		return string(text), err
	}
}

func namedResult(url string) (size int64, err error) {
	resp, err := http.Head(url) // want "response body"
	if err != nil {
		return
	}
	size = resp.ContentLength
	return
}

func eachURL(urls []string) (total int64) {
	for _, url := range urls {
		resp, err := http.Get(url) // want "response body"
		if err != nil {
			continue
		}
		total += resp.ContentLength
	}
	return total
}

func inGoroutine(urls []string, codes chan<- int) {
	for _, url := range urls {
		go func() {
			resp, err := http.Get(url) // want "response body"
			if err != nil {
				codes <- 0
				return
			}
			codes <- resp.StatusCode
		}()
	}
}

// fetch hands its response out: the callers have to close it.
func fetch(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func viaHelper(ctx context.Context, url string) (int, error) {
	resp, err := fetch(ctx, url) // want "response body"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

type api struct {
	base   string
	client *http.Client
}

func (a *api) send(method, path string, body any) (*http.Response, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest(method, a.base+path, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", method, path, err)
	}
	return resp, nil
}

func (a *api) create(user any) error {
	resp, err := a.send(http.MethodPost, "/users", user) // want "response body"
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusCreated {
		return errors.New(resp.Status)
	}
	return resp.Body.Close()
}

func onlyOnSuccess(url string) {
	resp, err := http.Post(url, "text/plain", nil) // want "response body"
	if err != nil {
		log.Print(err)
		return
	}
	if resp.StatusCode == http.StatusOK {
		defer resp.Body.Close()
	}
}

func wrongCondition(url string) error {
	resp, err := http.Get(url) // want "response body"
	if err != nil {
		if resp != nil {
			resp.Body.Close()
		}
		return err
	}
	return nil
}

func roundTrip(transport http.RoundTripper, req *http.Request) (bool, error) {
	resp, err := transport.RoundTrip(req) // want "response body"
	if err != nil {
		return false, err
	}
	return resp.Header.Get("X-Ready") != "", nil
}

func borrowed(url string) error {
	resp, err := http.Get(url) // want "response body"
	if err != nil {
		return err
	}
	return describe(resp)
}

func describe(resp *http.Response) error {
	text, err := io.ReadAll(resp.Body)
	log.Printf("%s: %s", resp.Status, text)
	return err
}
