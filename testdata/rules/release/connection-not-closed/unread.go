// Package unread dials beside its caller, who may not wait for the connection.
package unread

import (
	"context"
	"net"
	"time"
)

type dialled struct {
	conn net.Conn
	err  error
}

func dial(ctx context.Context, address string) (net.Conn, error) {
	results := make(chan dialled, 1)
	go func() {
		defer close(results)
		conn, err := net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path"
		results <- dialled{conn: conn, err: err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case result := <-results:
		return result.conn, result.err
	}
}

func dialInTime(address string) net.Conn {
	conns := make(chan net.Conn, 1)
	go func() {
		conn, err := net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path"
		if err != nil {
			return
		}
		conns <- conn
	}()
	select {
	case conn := <-conns:
		return conn
	case <-time.After(time.Second):
		return nil
	}
}

func cleanDrained(ctx context.Context, address string) (net.Conn, error) {
	results := make(chan dialled, 1)
	go func() {
		conn, err := net.Dial("tcp", address)
		results <- dialled{conn: conn, err: err}
	}()
	select {
	case <-ctx.Done():
		go func() {
			if late := <-results; late.err == nil {
				late.conn.Close()
			}
		}()
		return nil, ctx.Err()
	case result := <-results:
		return result.conn, result.err
	}
}

func cleanAsks(ctx context.Context, address string) (net.Conn, error) {
	results := make(chan dialled)
	go func() {
		conn, err := net.Dial("tcp", address)
		select {
		case results <- dialled{conn: conn, err: err}:
		case <-ctx.Done():
			if err == nil {
				conn.Close()
			}
		}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case result := <-results:
		return result.conn, result.err
	}
}

func cleanWaits(address string) (net.Conn, error) {
	results := make(chan dialled, 1)
	go func() {
		conn, err := net.Dial("tcp", address)
		results <- dialled{conn: conn, err: err}
	}()
	result := <-results
	return result.conn, result.err
}

func cleanAgain(ctx context.Context, address string) (net.Conn, error) {
	results := make(chan dialled, 1)
	go func() {
		conn, err := net.Dial("tcp", address)
		results <- dialled{conn: conn, err: err}
	}()
	for {
		select {
		case <-time.After(time.Second):
			println("still dialling")
		case result := <-results:
			return result.conn, result.err
		}
	}
}

type chained struct {
	next *chained
	conn net.Conn
}

// What is put into what it holds is no result.
func cleanChained(addresses []string) *chained {
	first := make(chan *chained, 1)
	go func() {
		var all *chained
		for _, address := range addresses {
			conn, err := net.Dial("tcp", address)
			if err != nil {
				continue
			}
			all = &chained{next: all, conn: conn}
		}
		first <- all
	}()
	return <-first
}

func cleanFailed(address string) (net.Conn, error) {
	conns, failures := make(chan net.Conn, 1), make(chan error, 1)
	go func() {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			failures <- err
			return
		}
		conns <- conn
	}()
	select {
	case conn := <-conns:
		return conn, nil
	case err := <-failures:
		return nil, err
	}
}
