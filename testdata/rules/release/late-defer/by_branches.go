// Package branches dials in one of several ways and defers the release once.
package branches

import (
	"crypto/tls"
	"fmt"
	"net"
	"os"
)

func greet(secure, plain bool, host string, config *tls.Config, use func(net.Conn) error) error {
	var (
		conn net.Conn
		err  error
	)
	switch {
	case plain:
		conn, err = net.Dial("tcp", host)
	case secure:
		conn, err = net.Dial("tcp", host)
		if err != nil {
			return fmt.Errorf("no connection: %w", err)
		}
		if _, err := conn.Write([]byte("STARTTLS\n")); err != nil {
			return fmt.Errorf("no greeting: %w", err)
		}
	default:
		conn, err = tls.Dial("tcp", host, config)
	}
	if err != nil {
		return err
	}
	defer conn.Close() // want "`conn` is released too late"
	return use(conn)
}

// Each way leaves only for its own error.
func cleanEither(first bool, left, right string) ([]byte, error) {
	var file *os.File
	var err error
	if first {
		file, err = os.Open(left)
		if err != nil {
			return nil, err
		}
	} else {
		file, err = os.Open(right)
		if err != nil {
			return nil, err
		}
	}
	defer file.Close()
	text := make([]byte, 10)
	_, err = file.Read(text)
	return text, err
}

// The first is closed before the second takes its place.
func cleanInTurn(left, right string) (int64, error) {
	file, err := os.Open(left)
	if err != nil {
		return 0, err
	}
	info, err := file.Stat()
	file.Close()
	if err != nil {
		return 0, err
	}
	if info.Size() > 0 {
		return info.Size(), nil
	}
	file, err = os.Open(right)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	info, err = file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
