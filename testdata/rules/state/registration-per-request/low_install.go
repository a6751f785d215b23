// Package install registers the routes of a service once it has been set up.
package install

import "net/http"

type service struct {
	mux   *http.ServeMux
	ready bool
}

var web = &service{mux: http.NewServeMux()}

func init() {
	web.mux.HandleFunc("/install", finish)
}

func finish(w http.ResponseWriter, r *http.Request) {
	registerAll()
	w.WriteHeader(http.StatusNoContent)
}

func registerAll() {
	web.mux.HandleFunc("/control", control) // want "`web.mux.HandleFunc` registers"
	web.handle("/status", status)
}

func (s *service) handle(path string, handler http.HandlerFunc) {
	s.mux.Handle(path, handler) // want "`s.mux.Handle` registers"
}

func control(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }

func status(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }
