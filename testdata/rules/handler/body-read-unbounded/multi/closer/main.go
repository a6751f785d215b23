// Command closer limits all bodies in a middleware.
package main

import (
	"io"
	"net/http"

	"example.com/closer/streams"
)

func limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = streams.LimitReadCloser(r.Body, 1<<20)
		next.ServeHTTP(w, r)
	})
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
	server := &http.Server{Addr: "localhost:8080", Handler: limit(mux), ReadHeaderTimeout: 1e9}
	_ = server.ListenAndServe()
}
