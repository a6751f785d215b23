package main

import (
	"context"
	"log"
	"net/http"
	"os"
)

type key struct{}

// The server's own request is changed in place.
func tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*r = *r.WithContext(context.WithValue(r.Context(), key{}, r.Host))
		next.ServeHTTP(w, r)
	})
}

func upload(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
	}
}

func logged(w http.ResponseWriter, r *http.Request) {
	copied := r.Clone(context.Background())
	log.Println(copied.URL)
}

func clean() error { return os.RemoveAll("uploads") }
