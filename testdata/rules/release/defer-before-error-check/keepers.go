// Package keepers gives connections to its callers, and takes them back.
package keepers

import (
	"errors"
	"net"
	"sync"
)

type link struct {
	conn   net.Conn
	broken bool
}

func (l *link) isBroken() bool { return l.broken }

type keeper struct {
	mu    sync.Mutex
	links []*link
}

func (k *keeper) get() (*link, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.links) == 0 {
		return nil, errors.New("none left")
	}
	last := k.links[len(k.links)-1]
	k.links = k.links[:len(k.links)-1]
	return last, nil
}

func (k *keeper) put(l *link) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !l.isBroken() {
		k.links = append(k.links, l)
	}
}

// It takes what it is given, whatever that is.
func (k *keeper) putAny(l *link) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.links = append(k.links, l)
}

func (k *keeper) putIfAny(l *link) {
	if l == nil {
		return
	}
	k.put(l)
}

func isNone(l *link) bool { return l == nil }

func (k *keeper) putUnlessNone(l *link) {
	if isNone(l) {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if !l.broken {
		k.links = append(k.links, l)
	}
}

var shared keeper

func take() (*link, error) { return shared.get() }

func PutBack(l *link) { shared.put(l) }

func send(text string) error {
	l, err := take()
	defer PutBack(l) // want "`l` is released by this defer before its error is checked: where acquiring it failed, it is nil and the call panics"
	if err != nil {
		return err
	}
	_, err = l.conn.Write([]byte(text))
	return err
}

func (k *keeper) sendOne(text string) error {
	l, err := k.get()
	defer k.put(l) // want "`l` is released by this defer before its error is checked"
	if err != nil {
		return err
	}
	_, err = l.conn.Write([]byte(text))
	return err
}

func cleanSend(text string) error {
	l, err := take()
	if err != nil {
		return err
	}
	defer PutBack(l)
	_, err = l.conn.Write([]byte(text))
	return err
}

func (k *keeper) cleanAny(text string) error {
	l, err := k.get()
	defer k.putAny(l)
	if err != nil {
		return err
	}
	_, err = l.conn.Write([]byte(text))
	return err
}

func (k *keeper) cleanIfAny(text string) error {
	l, err := k.get()
	defer k.putIfAny(l)
	if err != nil {
		return err
	}
	_, err = l.conn.Write([]byte(text))
	return err
}

func (k *keeper) cleanUnlessNone(text string) error {
	l, err := k.get()
	defer k.putUnlessNone(l)
	if err != nil {
		return err
	}
	_, err = l.conn.Write([]byte(text))
	return err
}
