// Package part reads bodies, but not to their end on every path.
package part

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
)

func save(url string, file *os.File) error {
	resp, err := http.Get(url) // want "the response body in `resp` is never closed: it is read to its end, but where writing fails that costs"
	if err != nil {
		return err
	}
	_, err = io.Copy(file, resp.Body)
	return err
}

func first(url string) (string, error) {
	resp, err := http.Get(url) // want "is never closed: one connection and two goroutines per call"
	if err != nil {
		return "", err
	}
	scanner := bufio.NewScanner(resp.Body)
	for scanner.Scan() {
		if strings.HasPrefix(scanner.Text(), "title:") {
			return scanner.Text(), nil
		}
	}
	return "", scanner.Err()
}

func decoded(url string, into any) error {
	resp, err := http.Get(url) // want "is never closed: one connection and two goroutines per call"
	if err != nil {
		return err
	}
	return json.NewDecoder(resp.Body).Decode(into)
}

func start(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "is never closed: one connection and two goroutines per call"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(resp.Body, 512))
}

func status(url string) ([]byte, error) {
	resp, err := http.Get(url) // want "is never closed: one connection and two goroutines per call"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	return io.ReadAll(resp.Body)
}

func whole(url string) ([]byte, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
