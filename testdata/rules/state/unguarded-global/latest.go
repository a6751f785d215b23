// Package latest has names that only sound like those of tests.
package latest

import "net/http"

var (
	latest   string
	greatest []string
)

func keep(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == latest {
		greatest = append(greatest, r.URL.Path) // want "`greatest` is written while serving a request"
	}
	w.WriteHeader(http.StatusAccepted)
}

func list(w http.ResponseWriter, r *http.Request) {
	for _, path := range greatest {
		w.Write([]byte(path))
	}
}

func routes(mux *http.ServeMux) {
	mux.HandleFunc("/list", list)
	mux.HandleFunc("/keep", keep)
}
