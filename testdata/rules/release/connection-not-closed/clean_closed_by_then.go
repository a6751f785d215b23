// Package closedbythen has connections that are closed already, or that others get in a value that wraps them.
package closedbythen

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/jackc/pgx/v5"
)

// The caller gets an address to read, of a connection that is closed.
func localSocket() (net.Conn, error) {
	conn, err := net.Dial("udp", "192.0.2.1:53")
	if err != nil {
		return nil, err
	}
	return conn, conn.Close()
}

func cleanAddress() (string, error) {
	conn, err := localSocket()
	if err != nil {
		return "", err
	}
	return conn.LocalAddr().String(), nil
}

func cleanAskedFirst(ctx context.Context, url string) (*pgx.Conn, error) {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return nil, err
	}
	if conn.Config().Database == "" {
		if !conn.IsClosed() {
			conn.Close(ctx)
		}
		return nil, errors.New("no database")
	}
	return conn, nil
}

type pair struct {
	near io.ReadWriteCloser
	far  net.Conn
}

func joined(near io.ReadWriteCloser, far net.Conn) pair { return pair{near: near, far: far} }

// What a worker does with its task, nobody knows here.
type workers struct{ invoke func(task any) error }

func cleanInvoked(near io.ReadWriteCloser, address string, all workers) {
	far, err := net.Dial("tcp", address)
	if err != nil {
		near.Close()
		return
	}
	join(near, far, all)
}

func join(near io.ReadWriteCloser, far net.Conn, all workers) {
	if err := all.invoke(joined(near, far)); err != nil {
		fmt.Println("join:", err)
	}
}
