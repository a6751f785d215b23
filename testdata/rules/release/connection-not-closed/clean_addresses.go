// Package addresses asks sockets for addresses, which are all of the type that the socket gives them.
package addresses

import (
	"errors"
	"net"

	"golang.org/x/net/icmp"
)

var errNoPort = errors.New("no port")

func bound(ip net.IP, ports map[string]int) (*net.UDPConn, error) {
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: ip})
	if err == nil {
		addr, ok := conn.LocalAddr().(*net.UDPAddr)
		if !ok {
			return nil, errNoPort
		}
		ports[ip.String()] = addr.Port
	}
	return conn, err
}

type ping struct {
	port  int
	close func() error
}

func pings(ip string) (*ping, error) {
	conn, err := icmp.ListenPacket("udp4", ip)
	if err != nil {
		return nil, err
	}
	if addr, ok := conn.LocalAddr().(*net.UDPAddr); ok {
		return &ping{addr.Port, conn.Close}, nil
	}
	return nil, errNoPort
}
