package options

import (
	"net/http"
	"time"
)

// Option sets something of a server.
type Option func(*http.Server)

// WithTimeout is for callers.
func WithTimeout(d time.Duration) Option {
	return func(s *http.Server) { s.IdleTimeout = d }
}

func start(h http.Handler, opts ...Option) error {
	s := &http.Server{Addr: ":8080", Handler: h}
	for _, opt := range opts {
		opt(s)
	}
	return s.ListenAndServe()
}

func plain(h http.Handler, loaded func(string)) error {
	s := &http.Server{Addr: ":8080", Handler: h} // want "no read timeout"
	loaded(s.Addr)
	return s.ListenAndServe()
}
