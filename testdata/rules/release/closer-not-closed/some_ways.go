// Package someways closes what it owns on some ways, away from requests.
package someways

import (
	"log"
	"net"
)

type link struct{ conn net.Conn }

func dial(address string) (*link, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return &link{conn: conn}, nil
}

func (l *link) ping() error {
	_, err := l.conn.Write([]byte("ping"))
	return err
}

func (l *link) Close() error { return l.conn.Close() }

func check(address string) error {
	l, err := dial(address) // want "the link in `l` is not closed on every path"
	if err != nil {
		return err
	}
	if err := l.ping(); err != nil {
		return err
	}
	return l.Close()
}

func checkAndClose(address string) error {
	l, err := dial(address)
	if err != nil {
		return err
	}
	defer l.Close()
	return l.ping()
}

func first(addresses []string) *link {
	for _, address := range addresses {
		l, err := dial(address) // want "the link in `l` is not closed"
		if err != nil {
			continue
		}
		if err := l.ping(); err != nil {
			log.Print(err)
			continue
		}
		return l
	}
	return nil
}

func firstAndClose(addresses []string) *link {
	for _, address := range addresses {
		l, err := dial(address)
		if err != nil {
			continue
		}
		if err := l.ping(); err != nil {
			l.Close()
			continue
		}
		return l
	}
	return nil
}
