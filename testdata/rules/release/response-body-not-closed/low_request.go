// Package request asks for heads only.
package request

import (
	"context"
	"net/http"
)

func size(ctx context.Context, client *http.Client, url string) (int64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := client.Do(req) // want "the response body in `resp` is never closed"
	if err != nil {
		return 0, err
	}
	return resp.ContentLength, nil
}

func ping(client *http.Client, url string) error {
	req, err := http.NewRequest("HEAD", url, nil)
	if err != nil {
		return err
	}
	_, err = client.Do(req) // want result-discarded:"the response body is dropped at once"
	return err
}

type store struct{ client *http.Client }

func (s *store) ask(ctx context.Context, method, key string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, "http://store/"+key, nil)
	if err != nil {
		return nil, err
	}
	return s.client.Do(req)
}

func (s *store) exists(ctx context.Context, key string) (bool, error) {
	resp, err := s.ask(ctx, "HEAD", key) // want "the response body in `resp` is never closed"
	if err != nil {
		return false, err
	}
	return resp.StatusCode == http.StatusOK, nil
}
