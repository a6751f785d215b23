package clean

import (
	"net"
	"time"
)

type session struct {
	conn  net.Conn
	since time.Time
}

// resume hands back the connection that it is given, or makes one.
func resume(addr string, conn net.Conn) (*session, net.Conn) {
	if conn == nil {
		made, err := net.DialTimeout("tcp", addr, time.Second)
		if err != nil {
			return nil, nil
		}
		conn = made
	}
	return &session{conn: conn, since: time.Now()}, conn
}

func resumed(addr string, conn net.Conn) *session {
	found, _ := resume(addr, conn)
	return found
}

// renewed makes one only where there is none.
func renewed(addr string, conn net.Conn) (net.Conn, error) {
	var err error
	if conn == nil {
		conn, err = net.DialTimeout("tcp", addr, time.Second)
	}
	return conn, err
}

func renewAndForget(addr string, conn net.Conn) error {
	_, err := renewed(addr, conn)
	return err
}
