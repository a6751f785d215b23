// Command checked limits all bodies in a helper of the handler around all others.
package main

import (
	"io"
	"net/http"
)

type outermost struct {
	inner http.Handler
	most  int64
}

func (o *outermost) admits(w http.ResponseWriter, r *http.Request) bool {
	if r.ContentLength > o.most {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return false
	}
	r.Body = http.MaxBytesReader(w, r.Body, o.most)
	return true
}

func (o *outermost) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !o.admits(w, r) {
		return
	}
	o.inner.ServeHTTP(w, r)
}

func save(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write(body)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", save)
	around := &outermost{inner: mux, most: 1 << 20}
	server := &http.Server{Addr: "localhost:8080", Handler: around, ReadHeaderTimeout: 1e9}
	_ = server.ListenAndServe()
}
