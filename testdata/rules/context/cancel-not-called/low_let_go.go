// Package letgo says of a cancel that nobody is to call it.
package letgo

import (
	"context"
	"net/http"
	"time"
)

// The body is read later, by whoever has the response.
func fetch(ctx context.Context, url string, timeout time.Duration) (*http.Response, error) {
	if timeout != 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, timeout) // want "cancel"
		_ = cancel
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}
