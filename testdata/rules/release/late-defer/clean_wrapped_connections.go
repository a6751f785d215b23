package p

import (
	"context"
	"crypto/tls"
	"net"
)

// The wrapper has nothing but the connection, which is closed anyway.
func secured(ctx context.Context, conn net.Conn, config *tls.Config) error {
	defer conn.Close()
	secure := tls.Client(conn, config)
	if err := secure.HandshakeContext(ctx); err != nil {
		return err
	}
	defer secure.Close()
	_, err := secure.Write([]byte("hello"))
	return err
}
