// Package web serves numbers, and whatever else its program has on the default mux.
package web

import (
	"fmt"
	"net/http"
	"time"
)

func Serve() error {
	http.HandleFunc("/numbers", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, 42) })
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Second} // want "the profiles of net/http/pprof are served on ':8080' without a guard"
	return server.ListenAndServe()
}
