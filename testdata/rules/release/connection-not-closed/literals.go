// Package literals leaves connections to function literals, and to maps for a while.
package literals

import (
	"errors"
	"io"
	"log"
	"net"
	"sync"
	"time"
)

func accepts(listener net.Listener, greet func(net.Conn) error) error {
	for {
		conn, err := listener.Accept() // want "the connection in `conn` is not closed on every path by the function literal that it is left to"
		if err != nil {
			return err
		}
		go func() {
			if err := greet(conn); err != nil {
				log.Print(err)
				return
			}
			defer conn.Close()
			_, _ = io.Copy(conn, conn)
		}()
	}
}

func acceptsAndCloses(listener net.Listener, greet func(net.Conn) error) error {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer conn.Close()
			if err := greet(conn); err != nil {
				log.Print(err)
				return
			}
			_, _ = io.Copy(conn, conn)
		}()
	}
}

func greeted(listener net.Listener) error {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			if !welcome(conn) {
				return
			}
			conn.Close()
		}()
	}
}

func welcome(conn net.Conn) bool {
	if _, err := conn.Write([]byte("hello")); err != nil {
		conn.Close()
		return false
	}
	return true
}

func closedWhenStopped(address string, stop <-chan struct{}) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	go func() {
		select {
		case <-stop:
			conn.Close()
		case <-time.After(time.Hour):
		}
	}()
	_, err = io.Copy(io.Discard, conn)
	return err
}

func toldByOthers(address string, keep func(net.Conn) bool) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	owned := true
	defer func() {
		if owned {
			conn.Close()
		}
	}()
	if keep(conn) {
		owned = false
	}
	return nil
}

func onFailureOnly(address string) (err error) {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path by the function literal that it is left to"
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			conn.Close()
		}
	}()
	_, err = conn.Write([]byte("hello"))
	return err
}

func onFailureElseReturned(address string) (_ net.Conn, err error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			conn.Close()
		}
	}()
	_, err = conn.Write([]byte("hello"))
	return conn, err
}

type hub struct {
	mu      sync.Mutex
	clients map[string]net.Conn
	seen    map[net.Conn]bool
}

func (h *hub) serve(id, address string) error {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is never closed"
	if err != nil {
		return err
	}
	h.mu.Lock()
	h.clients[id] = conn
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		delete(h.clients, id)
		h.mu.Unlock()
	}()
	_, err = io.Copy(io.Discard, conn)
	return err
}

func (h *hub) serveByItself(address string) error {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is never closed"
	if err != nil {
		return err
	}
	h.seen[conn] = true
	defer delete(h.seen, conn)
	_, err = io.Copy(io.Discard, conn)
	return err
}

func (h *hub) serveAndClose(id, address string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	h.clients[id] = conn
	defer func() {
		delete(h.clients, id)
		conn.Close()
	}()
	_, err = io.Copy(io.Discard, conn)
	return err
}

func (h *hub) serveKept(id, address string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	h.clients[id] = conn
	if _, err := conn.Write([]byte("hello")); err != nil {
		delete(h.clients, id)
		conn.Close()
		return errors.New("gone")
	}
	return nil
}

func leavesUnflushed(address string, flush func() error) error {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path by the function literal that it is left to"
	if err != nil {
		return err
	}
	defer func() {
		if err := flush(); err != nil {
			log.Print(err)
			return
		}
		conn.Close()
	}()
	_, err = io.Copy(io.Discard, conn)
	return err
}

// The outer error says that who called closes it.
func leavesToCaller(address string, keep func(net.Conn) error) (err error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer func() {
		if err == nil {
			return
		}
		conn.Close()
	}()
	return keep(conn)
}

func closesUnflushed(address string, flush func() error) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer func() {
		if err := flush(); err != nil {
			log.Print(err)
		}
		conn.Close()
	}()
	_, err = io.Copy(io.Discard, conn)
	return err
}
