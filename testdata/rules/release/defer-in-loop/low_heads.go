// Package heads asks for the heads of responses only, which have no bodies.
package heads

import (
	"context"
	"net/http"
	"net/url"
)

type server struct {
	client *http.Client
	token  string
}

func (s *server) do(request *http.Request, token string) (*http.Response, error) {
	request.Header.Set("Authorization", token)
	return s.client.Do(request)
}

func (s *server) alive(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, url, nil)
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		response, err := s.do(request, s.token)
		if err != nil {
			return err
		}
		defer response.Body.Close() // want "`response.Body` is released when the function returns"
	}
	return ctx.Err()
}

func (s *server) sizes(all []*url.URL) (int64, error) {
	total := int64(0)
	for _, one := range all {
		request := &http.Request{Method: "HEAD", URL: one}
		response, err := s.client.Do(request)
		if err != nil {
			return 0, err
		}
		defer response.Body.Close() // want "`response.Body` is released when the function returns"
		total += response.ContentLength
	}
	return total, nil
}
