// Package rebound defers a release of the first value, and gets more of the kind.
package rebound

import (
	"context"
	"errors"
	"log"
	"time"
)

var errGone = errors.New("gone")

type sender interface {
	Send(text string) error
	Close() error
}

type dialer interface{ Dial() (sender, error) }

type watcher struct{ changes chan string }

func (w *watcher) Close() { close(w.changes) }

type syncer struct{ done chan struct{} }

func (s *syncer) watch(key string) (*watcher, <-chan string) {
	w := &watcher{changes: make(chan string)}
	return w, w.changes
}

func sendAll(ctx context.Context, d dialer, texts []string) error {
	s, err := d.Dial()
	if err != nil {
		return err
	}
	defer s.Close()
	for _, text := range texts {
		if err := s.Send(text); err != nil {
			log.Print(err)
			s, err = d.Dial() // want "`s` gets a new value here, but the defer releases the one that it had before"
			if err != nil {
				return err
			}
		}
		if ctx.Err() != nil {
			return errGone
		}
	}
	return nil
}

func (s *syncer) run(key string) {
	w, changes := s.watch(key)
	defer w.Close()
	for {
		select {
		case <-s.done:
			return
		case _, ok := <-changes:
			if !ok {
				w.Close()
				w, changes = s.watch(key) // want "`w` gets a new value here"
			}
		}
	}
}

func cleanLate(d dialer, texts []string) error {
	s, err := d.Dial()
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	for _, text := range texts {
		if err := s.Send(text); err != nil {
			s, err = d.Dial()
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func cleanClosed(d dialer, text string) error {
	s, err := d.Dial()
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Send(text); err == nil {
		return nil
	}
	s, err = d.Dial()
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Send(text)
}

func cleanGiven(d dialer, text string) (sender, error) {
	s, err := d.Dial()
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if err := s.Send(text); err != nil {
		return nil, err
	}
	s, err = d.Dial()
	if err != nil {
		return nil, err
	}
	return s, nil
}

type conn struct{ name string }

func (c *conn) Close() {}
func (c *conn) Drain() {}

func find(name string) (*conn, bool) { return &conn{name}, name != "" }

func cleanNotFound() {
	c, ok := find("a")
	if !ok {
		return
	}
	defer c.Close()
	c, ok = find("b")
	if !ok {
		return
	}
	defer c.Close()
	println(c.name)
}

func cleanDrained() {
	c, _ := find("a")
	defer c.Close()
	c, _ = find("b")
	c.Drain()
}

func cleanTicks(every <-chan time.Duration) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			println("tick")
		case d, ok := <-every:
			if !ok {
				return
			}
			ticker.Stop()
			ticker = time.NewTicker(d)
		}
	}
}
