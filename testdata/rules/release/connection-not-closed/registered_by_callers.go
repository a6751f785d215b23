// Package registered opens connections and lets a function of the caller register them.
package registered

import (
	"context"
	"net"
)

type registrar func(ctx context.Context, conn net.Conn) error

func register(ctx context.Context, addr string, to registrar) (net.Conn, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	if err := to(ctx, conn); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

func both(ctx context.Context, to registrar) (net.Conn, net.Conn, error) {
	first, err := register(ctx, "first:80", to) // want "the connection in `first` is not closed on every path"
	if err != nil {
		return nil, nil, err
	}
	second, err := register(ctx, "second:80", to)
	if err != nil {
		return nil, nil, err
	}
	return first, second, nil
}

func bothWell(ctx context.Context, to registrar) (net.Conn, net.Conn, error) {
	first, err := register(ctx, "first:80", to)
	if err != nil {
		return nil, nil, err
	}
	second, err := register(ctx, "second:80", to)
	if err != nil {
		_ = first.Close()
		return nil, nil, err
	}
	return first, second, nil
}
