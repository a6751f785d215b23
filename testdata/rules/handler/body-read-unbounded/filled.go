// Package filled reads bodies into buffers.
package filled

import (
	"bytes"
	"net/http"
)

func hook(w http.ResponseWriter, r *http.Request) {
	var body bytes.Buffer
	if _, err := body.ReadFrom(r.Body); err != nil { // want "takes the whole request body into memory"
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func cleanHook(w http.ResponseWriter, r *http.Request) {
	var body bytes.Buffer
	if _, err := body.ReadFrom(http.MaxBytesReader(w, r.Body, 1<<20)); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func register(mux *http.ServeMux) {
	mux.HandleFunc("/hook", hook)
	mux.HandleFunc("/clean", cleanHook)
}
