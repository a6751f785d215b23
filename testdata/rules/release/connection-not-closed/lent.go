// Package lent gets connections of which a result says whether somebody else has them, too.
package lent

import (
	"errors"
	"net"
	"sync/atomic"
)

var kept atomic.Pointer[net.Conn]

func connect(address string) (net.Conn, bool, error) {
	if conn := kept.Load(); conn != nil {
		return *conn, true, nil
	}
	conn, err := net.Dial("tcp", address)
	return conn, false, err
}

func cleanSend(address string, data []byte) error {
	conn, shared, err := connect(address)
	if err != nil {
		return err
	}
	if !shared {
		defer conn.Close()
	}
	_, err = conn.Write(data)
	return err
}

func cleanPing(address string) error {
	conn, shared, err := connect(address)
	if err != nil {
		return err
	}
	_, err = conn.Write([]byte("ping"))
	if shared {
		return err
	} else {
		return errors.Join(err, conn.Close())
	}
}

func read(address string, into []byte) error {
	conn, shared, err := connect(address) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return err
	}
	if _, err = conn.Read(into); err != nil {
		return err
	}
	if !shared {
		return conn.Close()
	}
	return nil
}
