// Package also answers what runs on the same machine, and others.
package also

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
	local := &http.Server{Addr: "localhost:8099", Handler: mux, ReadHeaderTimeout: time.Second}
	go func() { _ = local.ListenAndServe() }()
	server := &http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: time.Second}
	return server.ListenAndServe()
}
