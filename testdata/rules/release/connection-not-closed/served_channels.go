// Package served leaves the channels of SSH connections to goroutines.
package served

import (
	"net"
	"time"

	"golang.org/x/crypto/ssh"
)

func serve(channels <-chan ssh.NewChannel) {
	for next := range channels {
		_ = next.Reject(ssh.Prohibited, "closed")
	}
}

// The channels end when the client has gone, and so does the connection.
func handedOn(conn net.Conn, config *ssh.ServerConfig) {
	server, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return
	}
	if err := conn.SetDeadline(time.Time{}); err != nil {
		_ = server.Close()
		return
	}
	go ssh.DiscardRequests(requests)
	go serve(channels)
}

func turnedAway(conn net.Conn, config *ssh.ServerConfig, known func(user string) bool) {
	server, channels, requests, err := ssh.NewServerConn(conn, config) // want "the connection in `server` is not closed on every path|the connection in `server` is never closed"
	if err != nil {
		return
	}
	if !known(server.User()) {
		return
	}
	go ssh.DiscardRequests(requests)
	go serve(channels)
}
