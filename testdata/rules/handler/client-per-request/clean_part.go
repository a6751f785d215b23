// Package part takes a client's transport out of it, and gives it back.
package part

import (
	"net/http"
	"time"
)

func client() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConns: 1}, Timeout: time.Second}
}

func status(w http.ResponseWriter, r *http.Request) {
	own := client()
	if transport, ok := own.Transport.(*http.Transport); ok {
		defer transport.CloseIdleConnections()
	}
	resp, err := own.Get("https://example.com/")
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

type rotating struct {
	current *http.Transport
	build   func() *http.Transport
}

func (r *rotating) next() {
	r.current.CloseIdleConnections()
	r.current = r.build()
}

func rotate(w http.ResponseWriter, r *http.Request) {
	build := func() *http.Transport {
		made := client()
		transport, _ := made.Transport.(*http.Transport)
		return transport
	}
	all := &rotating{current: build(), build: build}
	all.next()
	w.WriteHeader(http.StatusNoContent)
}
