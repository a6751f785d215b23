// Package transports has clients with transports of their own.
package transports

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

var insecure = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}

func packageClient(w http.ResponseWriter, r *http.Request) {
	if resp, err := insecure.Get("https://panel"); err == nil { // want "`insecure.Get` waits for ever"
		_ = resp.Body.Close()
	}
}

func inPlace(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{ // want "a client made here waits for ever"
		Transport: &http.Transport{DisableKeepAlives: true, IdleConnTimeout: time.Second},
	}
	if resp, err := client.Get("https://panel"); err == nil {
		_ = resp.Body.Close()
	}
}

func named(w http.ResponseWriter, r *http.Request) {
	transport := &http.Transport{DisableKeepAlives: true}
	client := http.Client{Transport: transport} // want "a client made here waits for ever"
	if resp, err := client.Get("https://panel"); err == nil {
		_ = resp.Body.Close()
	}
}

func bounded(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{
		Transport: &http.Transport{DisableKeepAlives: true, ResponseHeaderTimeout: time.Second},
	}
	if resp, err := client.Get("https://panel"); err == nil {
		_ = resp.Body.Close()
	}
}

func timed(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{
		Transport: &http.Transport{DisableKeepAlives: true},
		Timeout:   time.Second,
	}
	if resp, err := client.Get("https://panel"); err == nil {
		_ = resp.Body.Close()
	}
}

func dialled(w http.ResponseWriter, r *http.Request) {
	dialer := &net.Dialer{Deadline: time.Now().Add(time.Second)}                                                 // for the connection alone
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DialContext: dialer.DialContext}} // want "a client made here waits for ever"
	if resp, err := client.Get("https://panel"); err == nil {
		_ = resp.Body.Close()
	}
}

func inSoLong(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return conn, conn.SetDeadline(time.Now().Add(time.Second))
}

func dialledForSoLong(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DialContext: inSoLong}}
	if resp, err := client.Get("https://panel"); err == nil {
		_ = resp.Body.Close()
	}
}

func setLater(w http.ResponseWriter, r *http.Request) {
	transport := &http.Transport{DisableKeepAlives: true}
	transport.ResponseHeaderTimeout = time.Second
	client := &http.Client{Transport: transport}
	if resp, err := client.Get("https://panel"); err == nil {
		_ = resp.Body.Close()
	}
}

type limited struct{ http.RoundTripper }

func ofOthers(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{Transport: limited{http.DefaultTransport}}
	if resp, err := client.Get("https://panel"); err == nil {
		_ = resp.Body.Close()
	}
}

func setBounds(t *http.Transport) { t.ResponseHeaderTimeout = time.Second }

func handedOn(w http.ResponseWriter, r *http.Request) {
	transport := &http.Transport{DisableKeepAlives: true}
	setBounds(transport)
	client := &http.Client{Transport: transport}
	if resp, err := client.Get("https://panel"); err == nil {
		_ = resp.Body.Close()
	}
}
