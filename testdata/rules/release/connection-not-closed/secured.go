// Package secured puts TLS around connections: who closes the outer one closes both.
package secured

import (
	"crypto/tls"
	"io"
	"net"
	"net/rpc"
)

type options struct{ tls *tls.Config }

func dial(addr string, config *tls.Config) (*tls.Conn, error) {
	raw, err := net.Dial("tcp", addr) // want "the connection in `raw` is not closed on every path"
	if err != nil {
		return nil, err
	}
	secure := tls.Client(raw, config)
	if err := secure.Handshake(); err != nil {
		return nil, err
	}
	return secure, nil
}

func dialWell(addr string, config *tls.Config) (*tls.Conn, error) {
	raw, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	secure := tls.Client(raw, config)
	if err := secure.Handshake(); err != nil {
		_ = secure.Close()
		return nil, err
	}
	return secure, nil
}

func dialInner(addr string, config *tls.Config) (net.Conn, error) {
	raw, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	secure := tls.Client(raw, config)
	if err := secure.Handshake(); err != nil {
		_ = raw.Close()
		return nil, err
	}
	return secure, nil
}

func ping(addr string, config *tls.Config) error {
	conn, err := net.Dial("tcp", addr) // want "the connection in `conn` is never closed"
	if err != nil {
		return err
	}
	_, err = tls.Client(conn, config).Write([]byte("ping"))
	return err
}

func greet(addr string, o options) (net.Conn, error) {
	conn, err := net.Dial("tcp", addr) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return nil, err
	}
	if o.tls != nil {
		conn = tls.Client(conn, o.tls)
	}
	if _, err := io.WriteString(conn, "hello"); err != nil {
		return nil, err
	}
	return conn, nil
}

func greetWell(addr string, o options) (net.Conn, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	if o.tls != nil {
		conn = tls.Client(conn, o.tls)
	}
	if _, err := io.WriteString(conn, "hello"); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

func serve(listener net.Listener, config *tls.Config) error {
	for {
		raw, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			conn := tls.Server(raw, config)
			defer conn.Close()
			_, _ = io.WriteString(conn, "welcome")
		}()
	}
}

func listen(addr string, config *tls.Config) (net.Listener, error) {
	inner, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	return tls.NewListener(inner, config), nil
}

func call(addr string, reply *int) error {
	conn, err := net.Dial("tcp", addr) // want "the connection in `conn` is never closed"
	if err != nil {
		return err
	}
	return rpc.NewClient(conn).Call("Counter.Next", 1, reply)
}

func callWell(addr string, reply *int) error {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	client := rpc.NewClient(conn)
	defer client.Close()
	return client.Call("Counter.Next", 1, reply)
}
