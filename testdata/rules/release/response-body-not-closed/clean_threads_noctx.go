// Package noctx has the requests of tests and of servers that linters for contexts complained of: they leak nothing.
package noctx

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

// A recorded request never leaves the process, with or without a context, and neither does its answer.
func recorded(h http.Handler) (int, string) {
	req := httptest.NewRequest(http.MethodGet, "/health", nil)
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req)
	body, _ := io.ReadAll(rec.Result().Body)
	return rec.Code, string(body)
}

func posted(h http.Handler) int {
	req := httptest.NewRequest(http.MethodPost, "/users", strings.NewReader("{}"))
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, req.WithContext(req.Context()))
	result := rec.Result()
	return result.StatusCode
}

// A request that is only made costs nothing.
func made() (*http.Request, error) { return http.NewRequest(http.MethodGet, "https://example.com", nil) }
