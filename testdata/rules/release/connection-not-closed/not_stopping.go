package notstopping

import (
	"errors"
	"net"
)

type server struct {
	stop chan struct{}
	full chan bool
	last error
}

// That it is told to stop is one way to lose it; that it is full, another.
func (s *server) run(ln net.Listener) error {
	for {
		conn, err := ln.Accept() // want "the connection in `conn` is not closed on every path"
		if err != nil {
			return err
		}
		select {
		case <-s.stop:
			return nil
		case <-s.full:
			return errors.New("full")
		default:
		}
		go serve(conn)
	}
}

func serve(conn net.Conn) { _ = conn.Close() }

// The error is kept in a field.
func (s *server) cleanKept(address string) {
	var conn net.Conn
	conn, s.last = net.Dial("tcp", address)
	if s.last != nil {
		return
	}
	_ = conn.Close()
}

func (s *server) otherField(address string) {
	var conn net.Conn
	var err error
	conn, err = net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return
	}
	if s.last != nil {
		return
	}
	_ = conn.Close()
}
