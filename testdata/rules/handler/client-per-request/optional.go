// Package optional gives transports to what is made with them: by options, and by functions elsewhere.
package optional

import (
	"context"
	"net/http"

	"github.com/newrelic/go-agent/v3/newrelic"
)

type options struct {
	transport http.RoundTripper
	retries   int
}

type option func(*options)

func withTransport(transport http.RoundTripper) option {
	return func(o *options) { o.transport = transport }
}

func withRetries(n int) option { return func(o *options) { o.retries = n } }

type client struct{ http http.Client }

func newClient(opts ...option) *client {
	var o options
	for _, set := range opts {
		set(&o)
	}
	return &client{http: http.Client{Transport: o.transport}}
}

func (c *client) get(ctx context.Context, url string) int {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

func fetch(w http.ResponseWriter, r *http.Request) {
	transport := &http.Transport{MaxIdleConns: 2} // want "a new http.Transport per request"
	c := newClient(withTransport(transport), withRetries(2))
	w.WriteHeader(c.get(r.Context(), r.FormValue("url")))
}

func cleanClosed(w http.ResponseWriter, r *http.Request) {
	transport := &http.Transport{MaxIdleConns: 2}
	defer transport.CloseIdleConnections()
	w.WriteHeader(newClient(withTransport(transport)).get(r.Context(), r.FormValue("url")))
}

type server struct{ clients map[string]*client }

func (s *server) cleanKept(w http.ResponseWriter, r *http.Request) {
	s.clients[r.Host] = newClient(withTransport(&http.Transport{MaxIdleConns: 2}))
}

func cleanNoneAlive(w http.ResponseWriter, r *http.Request) {
	c := newClient(withTransport(&http.Transport{DisableKeepAlives: true}))
	w.WriteHeader(c.get(r.Context(), r.FormValue("url")))
}

// What another module makes around it is forgotten with it.
func elsewhere(w http.ResponseWriter, r *http.Request) {
	own := &http.Client{Transport: newrelic.NewRoundTripper(&http.Transport{MaxIdleConns: 2})} // want "a new http.Transport per request"
	req, err := http.NewRequestWithContext(r.Context(), http.MethodHead, r.FormValue("url"), nil)
	if err != nil {
		return
	}
	resp, err := own.Do(req)
	if err == nil {
		resp.Body.Close()
	}
	w.WriteHeader(http.StatusNoContent)
}

var shared *http.Client

func cleanShared(w http.ResponseWriter, r *http.Request) {
	shared = &http.Client{Transport: newrelic.NewRoundTripper(&http.Transport{MaxIdleConns: 2})}
	w.WriteHeader(http.StatusNoContent)
}
