// Package options makes transports only where it is told to, and lets go of them.
package options

import (
	"context"
	"net/http"
	"time"
)

type options struct {
	Timeout time.Duration
	Private bool
}

func newClient(o options) *http.Client {
	if !o.Private {
		return &http.Client{Timeout: o.Timeout}
	}
	return &http.Client{Timeout: o.Timeout, Transport: &http.Transport{DisableCompression: true}}
}

// Without Private no transport is made.
func public(w http.ResponseWriter, r *http.Request) {
	resp, err := newClient(options{Timeout: time.Second}).Get("https://a.example")
	if err != nil {
		return
	}
	resp.Body.Close()
}

func private(w http.ResponseWriter, r *http.Request) {
	resp, err := newClient(options{Timeout: time.Second, Private: true}).Get("https://a.example") // want "a new http.Transport"
	if err != nil {
		return
	}
	resp.Body.Close()
}

func newPair() (*http.Client, *http.Transport) {
	transport := &http.Transport{DisableCompression: true}
	return &http.Client{Transport: transport}, transport
}

// The transport is let go of beside its client.
func paired(w http.ResponseWriter, r *http.Request) {
	client, transport := newPair()
	defer transport.CloseIdleConnections()
	resp, err := client.Get("https://a.example")
	if err != nil {
		return
	}
	resp.Body.Close()
}

type key struct{}

type login struct{ ctx context.Context }

// What is made when the settings change is kept for the logins that follow.
func (l *login) reload(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	l.ctx = context.WithValue(context.Background(), key{}, client)
}

func routes() {
	l := &login{}
	http.HandleFunc("/public", public)
	http.HandleFunc("/private", private)
	http.HandleFunc("/paired", paired)
	http.HandleFunc("/reload", l.reload)
}
