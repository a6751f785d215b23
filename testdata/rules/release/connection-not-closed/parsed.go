// Package parsed parses something else than a command line.
package parsed

import (
	"net"
	"net/url"
)

func greet(text string) (int, error) {
	to, err := url.Parse(text)
	if err != nil {
		return 0, err
	}
	conn, err := net.Dial("tcp", to.Host) // want "the connection in `conn` is never closed"
	if err != nil {
		return 0, err
	}
	return conn.Write([]byte(to.Path))
}
