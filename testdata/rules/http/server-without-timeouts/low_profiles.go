// Package profiles serves nothing but profiles, to those who look for a fault.
package profiles

import (
	"net/http"
	"net/http/pprof"
)

func onOwnMux(address string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	server := &http.Server{Addr: address, Handler: mux} // want "this server has no read timeout"
	return server.ListenAndServe()
}

func onDefaultMux(address string) error {
	return http.ListenAndServe(address, nil) // want "no read timeout"
}
