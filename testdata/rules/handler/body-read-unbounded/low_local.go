// Package local answers what runs on the same machine.
package local

import (
	"io"
	"net/http"
	"time"
)

func note(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body) // want "takes the whole request body into memory"
	if err != nil || len(body) == 0 {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func serve() error {
	mux := http.NewServeMux()
	mux.HandleFunc("/note", note)
	server := &http.Server{Addr: "127.0.0.1:8099", Handler: mux, ReadHeaderTimeout: time.Second}
	return server.ListenAndServe()
}
