// Command onehandler limits the bodies of one handler, by a helper.
package main

import (
	"io"
	"net/http"
)

func small(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<10)
}

func rename(w http.ResponseWriter, r *http.Request) {
	small(w, r)
	name := r.FormValue("name")
	_, _ = io.WriteString(w, name)
}

func save(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body) // want "takes the whole request body into memory"
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, _ = w.Write(body)
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/rename", rename)
	mux.HandleFunc("/", save)
	server := &http.Server{Addr: "localhost:8080", Handler: mux, ReadHeaderTimeout: 1e9}
	_ = server.ListenAndServe()
}
