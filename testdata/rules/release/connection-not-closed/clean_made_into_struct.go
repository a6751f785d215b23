// Package intostructclean makes clients that keep a connection in a field, and closes those that fail.
package intostructclean

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
)

type session struct {
	conn   net.Conn
	reader *bufio.Reader
	once   sync.Once
	name   string
}

func cleanOpen(address string) (*session, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	s := &session{conn: conn, reader: bufio.NewReader(conn)}
	if err := s.greet(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func cleanByMethod(address string) (*session, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	s := &session{conn: conn}
	if err := s.greetOrLeave(); err != nil {
		return nil, err
	}
	return s, nil
}

func cleanByField(address string) (*session, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	s := &session{conn: conn}
	if err := s.greet(); err != nil {
		_ = s.conn.Close()
		return nil, err
	}
	return s, nil
}

func cleanDeferred(address string) (s *session, err error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	made := &session{conn: conn}
	defer func() {
		if err != nil {
			made.Close()
		}
	}()
	if err := made.greet(); err != nil {
		return nil, err
	}
	return made, nil
}

func cleanStarted(address string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	s := &session{conn: conn}
	go s.run()
	_, err = io.WriteString(conn, "hello")
	return err
}

func cleanStartedInside(address string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	s := &session{conn: conn}
	s.start()
	return s.greet()
}

func cleanBoundMethod(address string, mux *http.ServeMux) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	s := &session{conn: conn}
	mux.HandleFunc("/", s.serve)
	return s.greet()
}

func cleanRegistered(address string, all *registry) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	s := &session{conn: conn}
	all.add(s)
	return s.greet()
}

func cleanWithContext(ctx context.Context, address string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	s := &session{conn: conn}
	context.AfterFunc(ctx, func() { s.Close() })
	return s.greet()
}

func cleanEarlier(address string) error {
	s := &session{name: "early"}
	go s.run()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	s.conn = conn
	return nil
}

func cleanReplaced(addresses []string) (*session, error) {
	conn, err := net.Dial("tcp", addresses[0])
	if err != nil {
		return nil, err
	}
	first := &session{conn: conn}
	defer first.Close()
	conn, err = net.Dial("tcp", addresses[1])
	if err != nil {
		return nil, err
	}
	return &session{conn: conn}, nil
}

type embedded struct {
	net.Conn
	name string
}

func cleanEmbedded(address string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	e := &embedded{Conn: conn, name: address}
	defer e.Close()
	_, err = fmt.Fprintln(e, e.name)
	return err
}

type registry struct {
	mu  sync.Mutex
	all []*session
}

func (r *registry) add(s *session) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, s)
}

func (s *session) greet() error {
	_, err := fmt.Fprint(s.conn, "hello")
	return err
}

func (s *session) greetOrLeave() error {
	if err := s.greet(); err != nil {
		s.conn.Close()
		return errors.Join(errors.New("greeting"), err)
	}
	return nil
}

func (s *session) start() { go s.run() }

func (s *session) run() {
	_, _ = s.reader.Peek(1)
	s.Close()
}

func (s *session) serve(w http.ResponseWriter, _ *http.Request) {
	_ = s.greet()
	w.WriteHeader(http.StatusNoContent)
}

func (s *session) Close() error {
	var err error
	s.once.Do(func() { err = s.conn.Close() })
	return err
}
