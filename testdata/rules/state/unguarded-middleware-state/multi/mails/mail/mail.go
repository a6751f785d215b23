// Package mail answers one connection after the other, or so it thinks.
package mail

import (
	"log"
	"net"
)

// Server keeps the connection that it answers.
type Server struct{ conn net.Conn }

// Handle answers one.
func (s *Server) Handle(conn net.Conn) {
	s.conn = conn
	defer conn.Close()
	if _, err := s.conn.Write([]byte("hello")); err != nil {
		log.Print(err)
	}
}
