// Package hooks has a server of its own.
package hooks

import (
	"io"
	"net/http"
)

func called(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body) // want "takes the whole request body into memory"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write(text)
}

// Serve listens.
func Serve(address string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("/", called)
	return http.ListenAndServe(address, mux)
}
