// Package unimported serves the default mux, where there are no profiles.
package unimported

import (
	"net/http"
	"runtime/pprof"
)

func serve() error {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		_ = pprof.Lookup("heap").WriteTo(w, 0)
	})
	return http.ListenAndServe(":8080", nil)
}

func named() error {
	server := &http.Server{Addr: ":8081"}
	return server.ListenAndServe()
}
