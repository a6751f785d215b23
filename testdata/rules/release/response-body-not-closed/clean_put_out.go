package p

import (
	"io"
	"net/http"
)

func thrice(try func() error) (err error) {
	for range 3 {
		if err = try(); err == nil {
			return nil
		}
	}
	return err
}

// What it puts out is read and closed: its callers want the status.
func fetchAll(url string) (*http.Response, []byte, error) {
	var resp *http.Response
	var body []byte
	err := thrice(func() error {
		var err error
		resp, err = http.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		body, err = io.ReadAll(resp.Body)
		return err
	})
	return resp, body, err
}

func statusOf(url string) (int, error) {
	resp, body, err := fetchAll(url)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode + len(body), nil
}
