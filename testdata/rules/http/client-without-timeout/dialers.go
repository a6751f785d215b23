// Package dialers has clients that bound how long it takes to connect, and nothing after that.
package dialers

import (
	"net"
	"net/http"
	"time"
)

type query struct{ client http.Client }

func newQuery() query {
	client := http.Client{
		Transport: &http.Transport{
			Proxy:       http.ProxyFromEnvironment,
			DialContext: (&net.Dialer{Timeout: 3 * time.Second}).DialContext,
		},
	}
	return query{client: client}
}

func (q query) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequest(http.MethodGet, "http://plugin", nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	resp, err := q.client.Do(req) // want "`q.client.Do` waits for ever"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

func made() *http.Client {
	return &http.Client{Transport: &http.Transport{
		DialContext: (&net.Dialer{Timeout: 3 * time.Second}).DialContext,
	}}
}

func get(w http.ResponseWriter, r *http.Request) {
	client := made()
	resp, err := client.Get("http://plugin") // want "`client.Get` waits for ever"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

func cleanMade(limit time.Duration) *http.Client {
	if limit == 0 {
		return made()
	}
	return &http.Client{Timeout: limit}
}

func cleanGet(w http.ResponseWriter, r *http.Request) {
	client := cleanMade(time.Second)
	resp, err := client.Get("http://plugin")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

// Who knows what such a dialler does with its connections?
type cleanQuery struct{ client *http.Client }

func newCleanQuery(dial func(network, address string) (net.Conn, error)) cleanQuery {
	return cleanQuery{&http.Client{Transport: &http.Transport{Dial: dial}}}
}

func (q cleanQuery) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	resp, err := q.client.Get("http://plugin")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	w.WriteHeader(resp.StatusCode)
}

func serve(mux *http.ServeMux) {
	mux.Handle("/query", newQuery())
	mux.Handle("/clean", newCleanQuery(net.Dial))
	mux.HandleFunc("/get", get)
	mux.HandleFunc("/cleanGet", cleanGet)
}
