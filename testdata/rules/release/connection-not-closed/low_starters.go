// Package starters opens what a server listens on; where that fails, the service ends.
package starters

import (
	"context"
	"net"
	"net/http"
	"os"
)

// Server serves one handler.
type Server struct {
	path    string
	handler http.Handler
	done    chan error
}

// ListenAndServe serves at a path.
func (s *Server) ListenAndServe() error {
	listener, err := net.Listen("unix", s.path) // want "the listener in `listener` is not closed on every path"
	if err != nil {
		return err
	}
	if err := os.Chmod(s.path, 0o660); err != nil {
		return err
	}
	return http.Serve(listener, s.handler)
}

// Run serves on a port until somebody stops it.
func (s *Server) Run(_ context.Context, prepare func() error) {
	listener, err := net.Listen("tcp", ":9000") // want "the listener in `listener` is not closed on every path"
	if err != nil {
		s.done <- err
		return
	}
	if err := prepare(); err != nil {
		s.done <- err
		return
	}
	s.done <- http.Serve(listener, s.handler) // want server-without-timeouts:"`http.Serve` has no read timeout"
}
