// Package keptboxed gives the bytes to a store that keeps whatever it is given.
package keptboxed

import (
	"bytes"
	"net/http"
)

type store interface {
	Insert(value any) (uint64, error)
}

type api struct{ blobs store }

func (a *api) put(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(http.MaxBytesReader(w, r.Body, 1<<20)); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if _, err := a.blobs.Insert(buf.Bytes()); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func register(a *api) { http.HandleFunc("/blob", a.put) }
