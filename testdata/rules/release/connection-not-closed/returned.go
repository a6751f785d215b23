// Package returned returns what a function makes of a connection, or its failure.
package returned

import (
	"errors"
	"fmt"
	"net"
)

type peer struct {
	conn net.Conn
	name string
}

func (p *peer) Close() error { return p.conn.Close() }

func greet(conn net.Conn, name string) (*peer, error) {
	if _, err := fmt.Fprintln(conn, "hello"); err != nil {
		return nil, fmt.Errorf("greet %s: %w", name, err)
	}
	return &peer{conn: conn, name: name}, nil
}

func cleanGreet(conn net.Conn, name string) (*peer, error) {
	if _, err := fmt.Fprintln(conn, "hello"); err != nil {
		conn.Close()
		return nil, fmt.Errorf("greet %s: %w", name, err)
	}
	return &peer{conn: conn, name: name}, nil
}

func cleanName(conn net.Conn, name string) (*peer, error) {
	return &peer{conn: conn, name: name}, nil
}

func dial(address string) (*peer, error) {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return nil, err
	}
	return greet(conn, address)
}

func dialNamed(address, name string) (*peer, error) {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return nil, err
	}
	if name == "" {
		conn.Close()
		return nil, errors.New("no name")
	}
	if name == address {
		return cleanName(conn, name)
	}
	return greet(conn, name)
}

func cleanDial(address string) (*peer, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return cleanGreet(conn, address)
}

func cleanDialNamed(address string) (*peer, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return cleanName(conn, address)
}
