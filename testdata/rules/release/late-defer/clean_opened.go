// Package opened makes values that hold nothing until they are opened.
package opened

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
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

// A packer is nothing but its settings until Create tells it where to write.

type packer interface {
	Create(out io.Writer) error
	Add(name string) error
	Close() error
}

type tarball struct{ out io.Writer }

func (t *tarball) Create(out io.Writer) error { t.out = out; return nil }
func (t *tarball) Add(name string) error      { _, err := io.WriteString(t.out, name); return err }
func (t *tarball) Close() error               { return nil }

func packerFor(kind string) (packer, error) {
	if kind == "" {
		return nil, errors.New("no kind")
	}
	return &tarball{}, nil
}

func download(w http.ResponseWriter, r *http.Request) {
	p, err := packerFor(r.FormValue("kind"))
	if err != nil {
		return
	}
	err = p.Create(w)
	if err != nil {
		http.Error(w, "no archive", http.StatusInternalServerError)
		return
	}
	defer p.Close()
	_ = p.Add(r.URL.Path)
}

func backup(f *os.File, kind string, names []string) error {
	p, err := packerFor(kind)
	if err != nil {
		return err
	}
	if err := p.Create(f); err != nil {
		return err
	}
	defer p.Close()
	for _, name := range names {
		if err := p.Add(name); err != nil {
			return err
		}
	}
	return nil
}
