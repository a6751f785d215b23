// Package machine applies commands while it serves.
package machine

import (
	"io"
	"net"
	"os"
)

type Command struct{ path string }

type machine struct{ log io.Writer }

func (m *machine) apply(cmd *Command) error {
	f, err := os.Open(cmd.path) // want "the file in `f` is never closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(m.log, f)
	return err
}

func (m *machine) serve(l net.Listener, read func(net.Conn) *Command) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		_ = m.apply(read(conn))
		conn.Close()
	}
}
