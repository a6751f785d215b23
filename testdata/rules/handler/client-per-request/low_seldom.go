// Package seldom makes a transport only where a proxy is set, and the transport lets its connections go.
package seldom

import (
	"net/http"
	"net/url"
	"time"
)

func base() *http.Transport {
	if shared, ok := http.DefaultTransport.(*http.Transport); ok {
		return shared.Clone()
	}
	return &http.Transport{}
}

func through(proxy string) (*http.Client, error) {
	if proxy == "" {
		return &http.Client{Timeout: time.Second}, nil
	}
	parsed, err := url.Parse(proxy)
	if err != nil {
		return nil, err
	}
	transport := base()
	transport.Proxy = http.ProxyURL(parsed)
	return &http.Client{Timeout: time.Second, Transport: transport}, nil
}

func latest(proxy string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		client, err := through(proxy) // want "through. makes it.*idle for long enough"
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		resp, err := client.Get("https://example.com/latest")
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		w.WriteHeader(resp.StatusCode)
	}
}
