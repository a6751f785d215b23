// Package low has channels and sessions that end with their connection.
package low

import (
	"errors"
	"net"

	"golang.org/x/crypto/ssh"
)

func serve(conn net.Conn, config *ssh.ServerConfig, known func(user string) bool) error {
	server, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return err
	}
	defer server.Close()
	go ssh.DiscardRequests(requests)
	for next := range channels {
		channel, _, err := next.Accept() // want "the connection in `channel` is not closed on every path"
		if err != nil {
			return err
		}
		if !known(server.User()) {
			return errors.New("unknown user")
		}
		if _, err := channel.Write([]byte("hello")); err != nil {
			return err
		}
		if err := channel.Close(); err != nil {
			return err
		}
	}
	return nil
}
