// Package tries has literals that get a response for themselves, and put it into a variable of the function around.
package tries

import (
	"errors"
	"io"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func retry(times int, try func() error) (err error) {
	for range times {
		if err = try(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func status(url string) (int, error) {
	var resp *http.Response
	err := retry(3, func() error {
		got, err := client.Get(url) // want "the response body in `resp` is never closed"
		if err != nil {
			return err
		}
		resp = got
		return nil
	})
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func content(url string) ([]byte, error) {
	var resp *http.Response
	err := retry(3, func() error {
		got, err := client.Get(url) // want "the response body in `resp` is not closed on every path"
		if err != nil {
			return err
		}
		resp = got
		return nil
	})
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, errors.New(resp.Status)
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// What is not put out is lost in the literal.
func checked(url string) ([]byte, error) {
	var resp *http.Response
	err := retry(3, func() error {
		got, err := client.Get(url) // want "the response body in `got` is not closed on every path"
		if err != nil {
			return err
		}
		if got.StatusCode != http.StatusOK {
			return errors.New(got.Status)
		}
		resp = got
		return nil
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func cleanContent(url string) ([]byte, error) {
	var resp *http.Response
	err := retry(3, func() error {
		got, err := client.Get(url)
		if err != nil {
			return err
		}
		if got.StatusCode != http.StatusOK {
			got.Body.Close()
			return errors.New(got.Status)
		}
		resp = got
		return nil
	})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func cleanHandedOn(url string) (*http.Response, error) {
	var resp *http.Response
	err := retry(3, func() error {
		got, err := client.Get(url)
		if err != nil {
			return err
		}
		resp = got
		return nil
	})
	return resp, err
}

func tried(url string) (*http.Response, error) {
	var resp *http.Response
	var err error
	if err := retry(3, func() error {
		resp, err = client.Get(url)
		if err != nil {
			return err
		}
		return nil
	}); err != nil {
		return resp, err
	}
	return resp, nil
}

func triedStatus(url string) (int, error) {
	resp, err := tried(url) // want "the response body in `resp` is never closed"
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

func cleanTried(url string) (int, error) {
	resp, err := tried(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// It is closed before it is handed on.
func read(url string) (*http.Response, error) {
	var resp *http.Response
	err := retry(3, func() (err error) {
		resp, err = client.Get(url)
		return err
	})
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	return resp, nil
}

func cleanRead(url string) (int, error) {
	resp, err := read(url)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}
