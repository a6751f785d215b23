// Package started hands connections to goroutines that run functions of the module.
package started

import (
	"bufio"
	"context"
	"io"
	"net"
	"sync"
)

type server struct {
	mu    sync.Mutex
	conns map[net.Conn]bool
	greet string
}

// serve ends with the last read, and leaves the connection to nobody.
func (s *server) serve(conn net.Conn) {
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		if _, err := io.WriteString(conn, s.greet+lines.Text()); err != nil {
			return
		}
	}
}

func (s *server) serveAndClose(conn net.Conn) {
	defer conn.Close()
	s.serve(conn)
}

func (s *server) serveKnown(conn net.Conn) {
	s.mu.Lock()
	s.conns[conn] = true
	s.mu.Unlock()
	s.serve(conn)
}

func (s *server) accepts(l net.Listener) error {
	for {
		conn, err := l.Accept() // want "never closed"
		if err != nil {
			return err
		}
		go s.serve(conn)
	}
}

func (s *server) acceptsAndCloses(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go s.serveAndClose(conn)
	}
}

func (s *server) acceptsAndKeeps(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go s.serveKnown(conn)
	}
}

// Copying both ways ends when either side is closed, here.
func pump(dst io.Writer, src io.Reader, done chan<- struct{}) {
	_, _ = io.Copy(dst, src)
	done <- struct{}{}
}

func proxy(client net.Conn, address string) error {
	defer client.Close()
	upstream, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer upstream.Close()
	done := make(chan struct{}, 2)
	go pump(upstream, client, done)
	go pump(client, upstream, done)
	<-done
	return nil
}

func proxyOpen(client net.Conn, address string) error {
	upstream, err := net.Dial("tcp", address) // want "never closed"
	if err != nil {
		return err
	}
	done := make(chan struct{}, 2)
	go pump(upstream, client, done)
	go pump(client, upstream, done)
	<-done
	return nil
}

// What a value of a function type or an interface does with it, nobody knows.
func acceptsFor(l net.Listener, handle func(net.Conn), other interface{ Serve(net.Conn) }) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		if conn.LocalAddr() == nil {
			go other.Serve(conn)
			continue
		}
		go handle(conn)
	}
}

// A goroutine that closes it only if the context ends first.
func guarded(ctx context.Context, address string) (int, error) {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path by the function literal that it is left to"
	if err != nil {
		return 0, err
	}
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-ctx.Done():
			conn.Close()
		case <-done:
		}
	}()
	return conn.Write([]byte("hello"))
}

func guardedWell(ctx context.Context, address string) (int, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-ctx.Done():
			conn.Close()
		case <-done:
		}
	}()
	return conn.Write([]byte("hello"))
}
