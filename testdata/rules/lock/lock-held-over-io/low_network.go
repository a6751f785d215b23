// Package network asks other services with locks held that others need too, in code that no request runs.
package network

import (
	"net/http"
	"sync"
)

type nonces struct {
	mu   sync.Mutex
	left []string
	last string
}

func (n *nonces) fetch(url string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	resp, err := http.Head(url) // want "`n.mu` is held while this waits for an HTTP request: everything that needs it waits too"
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	n.left = append(n.left, resp.Header.Get("Replay-Nonce"))
	return nil
}

func (n *nonces) size() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.left)
}

func (n *nonces) latest() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.last
}
