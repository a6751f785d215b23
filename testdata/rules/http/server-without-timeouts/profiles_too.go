// Package profilestoo serves profiles beside what clients ask for.
package profilestoo

import (
	"net/http"
	"net/http/pprof"
)

func profilesAndOrders(address string, orders http.HandlerFunc) error {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/orders", orders)
	server := &http.Server{Addr: address, Handler: mux} // want "this server has no read timeout"
	return server.ListenAndServe()
}

func onDefaultMux(address string, orders http.HandlerFunc) error {
	http.HandleFunc("/orders", orders)
	return http.ListenAndServe(address, nil) // want "no read timeout"
}
