// Package prices has clients that get their bounds after they are made, by whatever way.
package prices

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

func limit(c *http.Client, wait time.Duration) { c.Timeout = wait }

type limits struct{ wait time.Duration }

func (l limits) apply(c *http.Client) { limit(c, l.wait) }

type tuned struct{ http *http.Client }

func newTuned(l limits) *tuned {
	t := &tuned{}
	t.http = &http.Client{}
	l.apply(t.http)
	return t
}

func (t *tuned) ServeHTTP(w http.ResponseWriter, r *http.Request) { answer(w, t.http) }

func answer(w http.ResponseWriter, c *http.Client) { fmt.Fprintln(w, c != nil) }

func (t *tuned) get(w http.ResponseWriter, r *http.Request) {
	resp, err := t.http.Get("http://prices")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	fmt.Fprintln(w, resp.Status)
}

type aliased struct{ http *http.Client }

func newAliased(wait time.Duration) *aliased {
	a := &aliased{}
	a.http = &http.Client{}
	c := a.http
	c.Timeout = wait
	return a
}

func (a *aliased) get(w http.ResponseWriter, r *http.Request) {
	resp, err := a.http.Get("http://prices")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	fmt.Fprintln(w, resp.Status)
}

// What embeds it sets another one.
type base struct{ http *http.Client }

func (b *base) init() { b.http = http.DefaultClient }

func (b *base) get(w http.ResponseWriter, r *http.Request) {
	resp, err := b.http.Get("http://prices")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	fmt.Fprintln(w, resp.Status)
}

type api struct{ base }

func newAPI() *api {
	a := &api{}
	a.init()
	a.http = &http.Client{Timeout: time.Second}
	return a
}

// The copy ends with the request.
type cloned struct{ http *http.Client }

func (c *cloned) request(ctx context.Context) (*http.Request, error) {
	req, err := http.NewRequest(http.MethodGet, "http://prices", nil)
	if err != nil {
		return nil, err
	}
	return req.Clone(ctx), nil
}

func (c *cloned) get(w http.ResponseWriter, r *http.Request) {
	req, err := c.request(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	resp, err := c.http.Do(req)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	fmt.Fprintln(w, resp.Status)
}

// Requests come by way of the interface, with a client that has bounds.
type fetcher interface {
	fetch(c *http.Client, url string) (string, error)
}

type plain struct{}

func (plain) fetch(c *http.Client, url string) (string, error) {
	resp, err := c.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

var limited = &http.Client{Timeout: time.Second}

func page(f fetcher) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status, err := f.fetch(limited, "http://prices")
		fmt.Fprintln(w, status, err)
	}
}

func head(c *http.Client, url string) (string, error) {
	resp, err := c.Head(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}

func asked(ask func(*http.Client, string) (string, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status, err := ask(limited, "http://prices")
		fmt.Fprintln(w, status, err)
	}
}

func routes(mux *http.ServeMux) {
	p := plain{}
	fmt.Println(p.fetch(http.DefaultClient, "http://prices/health"))
	fmt.Println(head(http.DefaultClient, "http://prices/health"))
	mux.HandleFunc("/page", page(p))
	mux.HandleFunc("/head", asked(head))
	mux.Handle("/t", newTuned(limits{time.Second}))
	mux.HandleFunc("/tuned", newTuned(limits{time.Second}).get)
	mux.HandleFunc("/aliased", newAliased(time.Second).get)
	mux.HandleFunc("/api", newAPI().get)
	mux.HandleFunc("/cloned", (&cloned{http: &http.Client{}}).get)
}
