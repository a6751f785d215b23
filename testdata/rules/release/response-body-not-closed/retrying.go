// Package retrying has helpers that ask again: only what they return is still open.
package retrying

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

func request(req *http.Request) (*http.Response, error) {
	for range 3 {
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode < 500 {
			return resp, nil
		}
		_ = resp.Body.Close()
		time.Sleep(time.Second)
	}
	return nil, errors.New("gave up")
}

func name(req *http.Request) (string, error) {
	resp, err := request(req) // want "never closed"
	if err != nil {
		return "", err
	}
	var named struct{ Name string }
	if err := json.NewDecoder(resp.Body).Decode(&named); err != nil {
		return "", err
	}
	return named.Name, nil
}

func wanted(req *http.Request) (bool, error) {
	resp, err := request(req)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK, nil
}
