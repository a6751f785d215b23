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
