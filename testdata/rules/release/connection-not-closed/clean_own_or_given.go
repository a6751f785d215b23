// Package owned takes a connection that it is given, or dials one and closes only that.
package owned

import "net"

func cleanGreet(given net.Conn, address string) error {
	conn := given
	if conn == nil {
		var err error
		conn, err = net.Dial("tcp", address)
		if err != nil {
			return err
		}
	}
	_, err := conn.Write([]byte("hello"))
	if given == nil {
		_ = conn.Close()
	}
	return err
}
