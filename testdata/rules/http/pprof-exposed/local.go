// Package local has its routes on this machine only.
package local

import (
	"net/http"
	"net/http/pprof"
)

func routes() *http.ServeMux {
	router := http.NewServeMux()
	router.HandleFunc("/orders", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	router.HandleFunc("/debug/pprof/", pprof.Index)
	return router
}

func serve() error {
	return http.ListenAndServe("localhost:8080", routes())
}
