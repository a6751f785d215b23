// Package seldom makes a transport for some requests, and what that opens stays.
package seldom

import (
	"crypto/tls"
	"net/http"
	"time"
)

func clientFor(insecure bool) *http.Client {
	if !insecure {
		return &http.Client{Timeout: time.Second}
	}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
}

// One of the two ways leaves nothing that goes away in time.
func anyway(guarded bool) *http.Client {
	if guarded {
		return clientFor(true)
	}
	return &http.Client{Transport: &http.Transport{IdleConnTimeout: time.Minute}}
}

func probe(w http.ResponseWriter, r *http.Request) {
	client := clientFor(r.URL.Query().Has("insecure")) // want "never closed: a connection and two goroutines, which stay when the body is closed, per request; make one"
	resp, err := client.Get("https://example.com/health")
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

func guess(w http.ResponseWriter, r *http.Request) {
	client := anyway(r.URL.Query().Has("guarded")) // want "never closed: a connection and two goroutines, which stay when the body is closed, per request; make one"
	resp, err := client.Get("https://example.com/health")
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}
