package told

import (
	"errors"
	"net"
	"sync"
)

// Which error it is, asks who knows that there is one.
func cleanAsserted(l net.Listener, serve func(net.Conn)) error {
	for {
		conn, err := l.Accept()
		if err, ok := err.(interface{ Temporary() bool }); ok && err.Temporary() {
			continue
		}
		if err != nil {
			return err
		}
		go serve(conn)
	}
}

// The error of a second call has been looked at.
func cleanTwice(addr string, start func(net.Conn) error, secure bool) (net.Conn, error) {
	conn, err := net.Dial("tcp", addr)
	if err == nil && secure {
		if err = start(conn); err != nil {
			conn.Close()
			return nil, err
		}
	}
	if err != nil {
		return nil, errors.Join(errors.New("dial"), err)
	}
	return conn, nil
}

func cleanOneOf(addr string, data []byte) error {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	_, err = conn.Write(data)
	if err == nil {
		err = conn.Close()
	}
	if err != nil {
		conn.Close()
		return err
	}
	return nil
}

// A pool is made once and kept, whoever gets it first.

type backend struct {
	mu   sync.Mutex
	addr string
	conn net.Conn
}

func (b *backend) init() (version int, conn net.Conn, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	conn = b.conn
	if conn != nil {
		return 1, conn, nil
	}
	conn, err = net.Dial("tcp", b.addr)
	if err != nil {
		return 0, nil, err
	}
	b.conn = conn
	return 1, conn, nil
}

func (b *backend) cleanShared(data []byte) error {
	_, conn, err := b.init()
	if err != nil {
		return err
	}
	_, err = conn.Write(data)
	return err
}

type client struct {
	net.Conn
	version int
}

var (
	clientsMu sync.Mutex
	clients   = map[string]*client{}
)

func clientOf(addr string) (*client, error) {
	clientsMu.Lock()
	defer clientsMu.Unlock()
	if known, ok := clients[addr]; ok {
		return known, nil
	}
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	made := &client{conn, 1}
	clients[addr] = made
	return made, nil
}

func cleanCached(addr string, use func(net.Conn) error) error {
	c, err := clientOf(addr)
	if err != nil {
		return err
	}
	return use(c.Conn)
}
