// Package finished reads bodies to their end, or until reading fails: either mostly gives the connection back.
package finished

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
)

func page(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "the response body in `resp` is never closed: it is read to its end, but one that cannot be unpacked costs"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(resp.Body)
}

func checked(client *http.Client, req *http.Request) (string, error) {
	resp, err := client.Do(req) // want "it is read to its end, but one that cannot be unpacked costs"
	if err != nil {
		return "", err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusOK {
		return "", errors.New(string(body))
	}
	return string(body), nil
}

func buffered(url string) (*bytes.Buffer, error) {
	resp, err := http.Get(url) // want "it is read to its end, but one that cannot be unpacked costs"
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	if _, err := io.Copy(&page, resp.Body); err != nil {
		return nil, err
	}
	return &page, nil
}

func lines(url string) error {
	resp, err := http.Get(url) // want "it is read to its end, but one that cannot be unpacked costs"
	if err != nil {
		return err
	}
	scanner := bufio.NewScanner(resp.Body)
	for scanner.Scan() {
		log.Print(scanner.Text())
	}
	return scanner.Err()
}

type event struct{ Name string }

func events(url string, each func(event)) error {
	resp, err := http.Get(url) // want "it is read to its end, but one that cannot be unpacked costs"
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(resp.Body)
	for {
		var next event
		if err := decoder.Decode(&next); errors.Is(err, io.EOF) {
			return nil
		}
		each(next)
	}
}

// follow reads until there is nothing more, or until its context ends, and with it the request.
func follow(ctx context.Context, resp *http.Response, each func([]byte)) error {
	reader := bufio.NewReader(resp.Body)
	for {
		line, err := reader.ReadBytes('\n')
		if err == io.EOF || ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		each(line)
	}
}

func tail(ctx context.Context, client *http.Client, req *http.Request, each func([]byte)) error {
	resp, err := client.Do(req.WithContext(ctx)) // want "it is read to its end, but one that cannot be unpacked costs"
	if err != nil {
		return err
	}
	return follow(ctx, resp, each)
}
