// Package hops goes on with what it opened in the round before.
package hops

import (
	"context"
	"net"
)

type hop struct{ conn net.Conn }

func (h *hop) Close() error { return h.conn.Close() }

func (h *hop) dial(ctx context.Context, address string) (net.Conn, error) {
	_, err := h.conn.Write([]byte(address))
	return h.conn, err
}

func over(conn net.Conn) (*hop, error) { return &hop{conn}, nil }

// Each connection runs through the one before.
func through(ctx context.Context, addresses []string, last string) error {
	var from *hop
	for _, address := range addresses {
		var conn net.Conn
		var err error
		if from == nil {
			conn, err = net.Dial("tcp", address)
		} else {
			conn, err = from.dial(ctx, address)
		}
		if err != nil {
			return err
		}
		defer conn.Close() // want "`conn` is released when the function returns"
		next, err := over(conn)
		if err != nil {
			return err
		}
		defer next.Close() // want "`next` is released when the function returns"
		from = next
	}
	_, err := from.dial(ctx, last)
	return err
}
