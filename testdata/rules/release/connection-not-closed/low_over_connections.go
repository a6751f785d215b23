// Package overconnections speaks a protocol over connections that it closes.
package overconnections

import (
	"crypto/tls"
	"net"
	"net/smtp"
	"time"
)

func check(address, host string, secure bool) error {
	var client *smtp.Client
	if secure {
		conn, err := tls.Dial("tcp", address, nil)
		if err != nil {
			return err
		}
		defer conn.Close()
		client, err = smtp.NewClient(conn, host) // want "never closed"
		if err != nil {
			return err
		}
	} else {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err != nil {
			return err
		}
		defer conn.Close()
		client, err = smtp.NewClient(conn, host)
		if err != nil {
			return err
		}
	}
	return client.Noop()
}
