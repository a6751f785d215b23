// Package part looks at a client's transport, which gives nothing back.
package part

import (
	"crypto/tls"
	"net/http"
	"time"
)

func client() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConns: 1}, Timeout: time.Second}
}

func status(w http.ResponseWriter, r *http.Request) {
	own := client() // want "a new http.Transport"
	if transport, ok := own.Transport.(*http.Transport); ok {
		transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS13}
	}
	resp, err := own.Get("https://example.com/")
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}
