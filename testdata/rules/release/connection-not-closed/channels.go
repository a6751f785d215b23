// Package channels opens what a listener or a connection that stays open does not end.
package channels

import (
	"errors"
	"net"

	"golang.org/x/crypto/ssh"
)

func run(client *ssh.Client, command string) error {
	session, err := client.NewSession() // want "`session` is not closed on every path"
	if err != nil {
		return err
	}
	if err := session.Setenv("LANG", "C"); err != nil {
		return err
	}
	if err := session.Run(command); err != nil {
		session.Close()
		return err
	}
	return session.Close()
}

// A listener's end is not that of what it accepted.
func first(address string, known func(net.Addr) bool) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	defer l.Close()
	conn, err := l.Accept() // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return err
	}
	if !known(conn.RemoteAddr()) {
		return errors.New("unknown peer")
	}
	return conn.Close()
}

func once(client *ssh.Client, command string) error {
	session, err := client.NewSession()
	if err != nil {
		return err
	}
	defer session.Close()
	return session.Run(command)
}

// The session ends with the client, which is lost as well: closing that is enough.
func dialledOnce(address, command string, config *ssh.ClientConfig) error {
	client, err := ssh.Dial("tcp", address, config) // want "the connection in `client` is not closed on every path"
	if err != nil {
		return err
	}
	session, err := client.NewSession()
	if err != nil {
		return err
	}
	if err := session.Run(command); err != nil {
		return err
	}
	session.Close()
	return client.Close()
}
