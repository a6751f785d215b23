// Package intostruct makes clients that keep a connection in a field, and loses them before anybody has them.
package intostruct

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"strings"
)

var errGreeting = errors.New("unexpected greeting")

type client struct {
	conn   net.Conn
	reader *bufio.Reader
	name   string
}

func connect(address string) (*client, error) {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return nil, err
	}
	c := &client{conn: conn, reader: bufio.NewReader(conn)}
	if err := c.greet(); err != nil {
		return nil, fmt.Errorf("greet %s: %w", address, err)
	}
	return c, nil
}

func (c *client) greet() error {
	line, err := c.reader.ReadString('\n')
	if err != nil {
		return err
	}
	if !strings.HasPrefix(line, "220") {
		return errGreeting
	}
	_, err = fmt.Fprintf(c.conn, "HELLO %s\r\n", c.name)
	return err
}

func (c *client) Close() error { return c.conn.Close() }

func byPosition(address string) (*plain, error) {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return nil, err
	}
	p := plain{conn, address}
	if address == "localhost" {
		return nil, errGreeting
	}
	return &p, nil
}

type plain struct {
	conn net.Conn
	name string
}

func (p *plain) Close() error { return p.conn.Close() }

func assigned(address string) (*plain, error) {
	p := &plain{name: address}
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return nil, err
	}
	p.conn = conn
	if _, err := p.conn.Write([]byte("hello")); err != nil {
		return nil, err
	}
	return p, nil
}

func forgotten(address string) error {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is never closed"
	if err != nil {
		return err
	}
	p := &plain{conn: conn}
	return write(p, "hello")
}

func write(p *plain, text string) error {
	_, err := p.conn.Write([]byte(text))
	return err
}
