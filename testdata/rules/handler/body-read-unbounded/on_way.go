// Package onway reads bodies in helpers, some of which are limited before they get there.
package onway

import (
	"io"
	"net/http"
)

const most = 1 << 20

func register(mux *http.ServeMux) {
	mux.HandleFunc("/limited", limited)
	mux.HandleFunc("/open", open)
}

func limited(w http.ResponseWriter, r *http.Request) {
	body, err := cleanPrepared(w, r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write(body)
}

func cleanPrepared(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	r.Body = http.MaxBytesReader(w, r.Body, most)
	return cleanRead(r)
}

func cleanRead(r *http.Request) ([]byte, error) { return io.ReadAll(r.Body) }

func open(w http.ResponseWriter, r *http.Request) {
	body, err := read(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write(body)
}

func read(r *http.Request) ([]byte, error) {
	return io.ReadAll(r.Body) // want "takes the whole request body into memory"
}
