package told

import (
	"errors"
	"net"
)

// What nobody keeps is its caller's.

type client struct {
	net.Conn
	version int
}

func dial(addr string) (c *client, err error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &client{conn, 1}, nil
}

func ask(addr string, data []byte) error {
	c, err := dial(addr) // want "the connection in `c` is never closed"
	if err != nil {
		return err
	}
	_, err = c.Write(data)
	return err
}

func open(addr string) (version int, conn net.Conn, err error) {
	conn, err = net.Dial("tcp", addr)
	if err != nil {
		return 0, nil, err
	}
	return 1, conn, nil
}

func askToo(addr string, data []byte) error {
	_, conn, err := open(addr) // want "the connection in `conn` is never closed"
	if err != nil {
		return err
	}
	_, err = conn.Write(data)
	return err
}

// That the error of something else was nil, or is no longer looked at, says nothing.
func other(addr string, hello []byte) (net.Conn, error) {
	conn, err := net.Dial("tcp", addr) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return nil, err
	}
	_, err = conn.Write(hello)
	if err == nil {
		_, err = conn.Write(hello)
	}
	if err != nil {
		return nil, errors.Join(errors.New("start"), err)
	}
	return conn, nil
}
