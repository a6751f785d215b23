package api

import (
	"io"
	"net/http"
	"net/http/httptest"
)

// StandIn serves what tests of other packages need.
func StandIn() *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
		_, _ = w.Write(body)
	}))
}
