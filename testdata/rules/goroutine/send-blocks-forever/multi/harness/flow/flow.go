// Package flow serves what a probe measures.
package flow

import (
	"fmt"
	"net/http"
)

type Server struct{ watch func(chan struct{}) error }

func New(watch func(chan struct{}) error) *Server { return &Server{watch: watch} }

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := s.watch(make(chan struct{})); err != nil {
		fmt.Fprintln(w, err)
	}
}

func (s *Server) Serve(addr string) error { return http.ListenAndServe(addr, s) }
