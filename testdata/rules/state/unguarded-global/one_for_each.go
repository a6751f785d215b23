// Package settings has variables that requests set in more than one function.
package settings

import (
	"fmt"
	"net/http"
)

var (
	current  string
	previous string
	shown    string
)

func save(w http.ResponseWriter, r *http.Request) {
	current = r.FormValue("value")     // want "`current` is written while serving a request with no lock held: .*; so it is in 1 more function$"
	previous = r.FormValue("previous") // want "`previous` is written"
}

func reset(w http.ResponseWriter, r *http.Request) {
	current = ""
}

func theme(w http.ResponseWriter, r *http.Request) {
	shown = r.FormValue("theme") // want "`shown` is written while serving a request with no lock held: a data race with everything else that uses it$"
}

func show(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, current, previous, shown)
}

func routes(mux *http.ServeMux) {
	mux.HandleFunc("/save", save)
	mux.HandleFunc("/reset", reset)
	mux.HandleFunc("/theme", theme)
	mux.HandleFunc("/show", show)
}
