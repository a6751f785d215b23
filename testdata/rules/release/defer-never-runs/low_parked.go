// Package parked starts what goes on for as long as the process does.
package parked

import "net"

func serve(address string, each func(net.Conn)) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return
	}
	defer listener.Close() // want "this defer never runs"
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go each(conn)
		}
	}()
	select {}
}
