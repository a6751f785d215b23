// Package accepted leaves each connection to a goroutine of its own, which runs a function of the module.
package accepted

import (
	"encoding/binary"
	"io"
	"log"
	"net"
	"sync"
)

type service struct {
	mu    sync.Mutex
	conns map[net.Conn]struct{}
	quit  chan struct{}
}

func (s *service) run(l net.Listener, handle string) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		if handle == "" {
			conn.Close()
			continue
		}
		switch handle {
		case "answer":
			go s.answer(conn)
		case "greet":
			go s.greet(conn, true)
		case "pass":
			go s.pass(conn)
		case "keep":
			go s.keep(conn)
		default:
			go s.close(conn)
		}
	}
}

func (s *service) answer(conn net.Conn) { // want "the connection in `conn` is not closed on every path, nor by who hands it over"
	head := make([]byte, 4)
	if _, err := io.ReadFull(conn, head); err != nil {
		log.Println("no header", err)
		return
	}
	switch binary.BigEndian.Uint32(head) {
	case 1:
		_, _ = conn.Write([]byte("one"))
		conn.Close()
	default:
		conn.Close()
	}
}

// Its caller says whether it is to close.
func (s *service) greet(conn net.Conn, last bool) {
	_, _ = io.WriteString(conn, "hello")
	if last {
		conn.Close()
	}
}

// It closes it or hands it on.
func (s *service) pass(conn net.Conn) {
	head := make([]byte, 1)
	if _, err := io.ReadFull(conn, head); err != nil {
		conn.Close()
		return
	}
	go s.close(conn)
}

func (s *service) keep(conn net.Conn) {
	if s.conns == nil {
		conn.Close()
		return
	}
	s.mu.Lock()
	s.conns[conn] = struct{}{}
	s.mu.Unlock()
}

func (s *service) close(conn net.Conn) {
	defer conn.Close()
	_, _ = io.Copy(io.Discard, conn)
}

// The reader closes it, whatever the writer does.
func (s *service) both(l net.Listener) error {
	conn, err := l.Accept()
	if err != nil {
		return err
	}
	go s.close(conn)
	go s.write(conn)
	return nil
}

func (s *service) write(conn net.Conn) {
	for {
		select {
		case <-s.quit:
			return
		default:
		}
		if _, err := io.WriteString(conn, "."); err != nil {
			conn.Close()
			return
		}
	}
}

// Who starts it closes it in the end.
func (s *service) once(l net.Listener) error {
	conn, err := l.Accept()
	if err != nil {
		return err
	}
	go s.look(conn)
	<-s.quit
	return conn.Close()
}

func (s *service) look(conn net.Conn) {
	if _, err := conn.Read(make([]byte, 1)); err != nil {
		conn.Close()
	}
}

// Somebody else finds it in the map.
func (s *service) registered(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.conns[conn] = struct{}{}
		s.mu.Unlock()
		go s.peek(conn)
	}
}

func (s *service) peek(conn net.Conn) {
	if _, err := conn.Read(make([]byte, 1)); err != nil {
		conn.Close()
	}
}
