// Package failing hands connections to what may fail before it takes them.
package failing

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"time"
)

var errNoName = errors.New("a peer needs a name")

type peer struct {
	conn   net.Conn
	reader *bufio.Reader
	name   string
}

func newPeer(conn net.Conn, name string) (*peer, error) {
	if name == "" {
		return nil, errNoName
	}
	if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		return nil, fmt.Errorf("setting a deadline: %w", err)
	}
	return &peer{conn: conn, reader: bufio.NewReader(conn), name: name}, nil
}

func (p *peer) Close() error { return p.conn.Close() }

func join(address, name string) (*peer, error) {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return nil, err
	}
	p, err := newPeer(conn, name)
	if err != nil {
		return nil, err
	}
	return p, nil
}

type pool struct{ peers []*peer }

func (p *pool) adopt(conn net.Conn, limit int) error {
	if len(p.peers) >= limit {
		return fmt.Errorf("more than %d peers", limit)
	}
	p.peers = append(p.peers, &peer{conn: conn})
	return nil
}

func (p *pool) grow(ctx context.Context, dialer *net.Dialer, address string) error {
	conn, err := dialer.DialContext(ctx, "tcp", address) // want "the connection in `conn` is not closed on every path"
	if err != nil {
		return err
	}
	if err = p.adopt(conn, 8); err != nil {
		return fmt.Errorf("growing: %w", err)
	}
	return nil
}

func cleanJoin(address, name string) (*peer, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	p, err := newPeer(conn, name)
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return p, nil
}

func cleanJoinDeferred(address, name string) (p *peer, err error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = conn.Close()
		}
	}()
	return newPeer(conn, name)
}

func newTidyPeer(conn net.Conn, name string) (*peer, error) {
	if name == "" {
		_ = conn.Close()
		return nil, errNoName
	}
	return &peer{conn: conn, name: name}, nil
}

func cleanJoinTidily(address, name string) (*peer, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	p, err := newTidyPeer(conn, name)
	if err != nil {
		return nil, err
	}
	return p, nil
}

func register(peers map[string]*peer, p *peer) error {
	if p.name == "" {
		return errNoName
	}
	peers[p.name] = p
	return nil
}

func keep(peers map[string]*peer, conn net.Conn) error {
	return register(peers, &peer{conn: conn})
}

func cleanKept(peers map[string]*peer, address string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	if err := keep(peers, conn); err != nil {
		return err
	}
	return nil
}

func cleanAsked(address, name string) (*peer, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	p, err := newPeer(conn, name)
	return p, err
}
