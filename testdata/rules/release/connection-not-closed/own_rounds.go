package ownrounds

import (
	"net"
	"time"
)

type peer struct{ address, network string }

// Each round has a variable of its own, and one connection of two.
func reachable(peers []peer) bool {
	for _, it := range peers {
		var conn net.Conn
		var err error
		if it.network == "udp" {
			conn, err = net.DialTimeout("udp", it.address, time.Second) // want "the connection in `conn` is never closed"
		} else {
			conn, err = net.DialTimeout("tcp", it.address, time.Second)
		}
		if err != nil || conn == nil {
			return false
		}
	}
	return true
}
