// Package stopping loses the last connection that it accepts as it is told to stop.
package stopping

import "net"

type server struct{ stop chan struct{} }

func (s *server) run(ln net.Listener) {
	for {
		conn, err := ln.Accept() // want "the connection in `conn` is not closed on every path"
		select {
		case <-s.stop:
			return
		default:
		}
		if err != nil {
			continue
		}
		go serve(conn)
	}
}

func serve(conn net.Conn) { _ = conn.Close() }
