// Package opened makes values that hold nothing until they are opened.
package opened

import (
	"errors"
	"net"
)

type Session struct {
	addr string
	conn net.Conn
}

func NewSession(addr string) (*Session, error) {
	if addr == "" {
		return nil, errors.New("no address")
	}
	return &Session{addr: addr}, nil
}

func (s *Session) Open() (err error) {
	s.conn, err = net.Dial("tcp", s.addr)
	return err
}

func (s *Session) Close() { _ = s.conn.Close() }

func search(addr string) error {
	s, err := NewSession(addr)
	if err != nil {
		return err
	}
	if err = s.Open(); err != nil {
		return err
	}
	defer s.Close()
	_, err = s.conn.Write([]byte("search"))
	return err
}

func bind(addr string) error {
	s, err := NewSession(addr)
	if err != nil {
		return err
	}
	err = s.Open()
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = s.conn.Write([]byte("bind"))
	return err
}

type capability struct{ Close *struct{} }

type offer struct {
	Title string
	Able  capability
}

type peer struct{ net.Conn }

func offers(p *peer) (*offer, error) { return &offer{}, nil }

// It looks at what the other side is able to do; that is no resource.
func hangUp(p *peer, able capability) {
	if able.Close != nil {
		_ = p.Close()
	}
}

func talk(p *peer) error {
	o, err := offers(p)
	if err != nil {
		return err
	}
	if o.Title == "" {
		return errors.New("no title")
	}
	defer hangUp(p, o.Able)
	_, err = p.Write([]byte(o.Title))
	return err
}

type gate struct{ places chan struct{} }

func (g *gate) AcquireFor(name string) error {
	select {
	case g.places <- struct{}{}:
		return nil
	default:
		return errors.New("too many of " + name)
	}
}

func (g *gate) Release() { <-g.places }

func gateOf(gates map[string]*gate, kind string) (*gate, bool) {
	found, ok := gates[kind]
	return found, ok
}

// Who gets no place has nothing to give back.
func read(gates map[string]*gate, kind, name string) error {
	limit, ok := gateOf(gates, kind)
	if !ok {
		limit = &gate{places: make(chan struct{}, 1)}
	}
	if err := limit.AcquireFor(name); err != nil {
		return err
	}
	defer limit.Release()
	return nil
}
