// Package addresses asks connections for addresses, which may be of any type.
package addresses

import (
	"errors"
	"net"
)

var errNoAddress = errors.New("no address")

func dialed(network, to string) (net.Conn, error) {
	conn, err := net.Dial(network, to) // want "not closed on every path"
	if err != nil {
		return nil, err
	}
	addr, ok := conn.RemoteAddr().(*net.TCPAddr)
	if !ok || addr.Port == 0 {
		return nil, errNoAddress
	}
	return conn, nil
}

func taken(listener *net.TCPListener, known map[string]bool) (*net.TCPConn, error) {
	conn, err := listener.AcceptTCP() // want "not closed on every path"
	if err != nil {
		return nil, err
	}
	addr, ok := conn.RemoteAddr().(*net.TCPAddr)
	if !ok || known[addr.IP.String()] {
		return nil, errNoAddress
	}
	return conn, nil
}
