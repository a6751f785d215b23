// Package installed refuses what it has done already.
package installed

import "net/http"

type app struct {
	Installed bool
	name      string
}

var (
	current  = &app{}
	folder   string
	language string
	started  bool
)

func cleanInstall(w http.ResponseWriter, r *http.Request) {
	if current.Installed {
		http.Error(w, "installed already", http.StatusConflict)
		return
	}
	cleanKeep(r.FormValue("folder"))
	current = &app{name: r.FormValue("name")}
	current.Installed = true
	w.WriteHeader(http.StatusNoContent)
}

func cleanKeep(path string) { folder = path }

func choose(w http.ResponseWriter, r *http.Request) {
	if !current.Installed {
		http.Error(w, "not installed", http.StatusServiceUnavailable)
		return
	}
	language = r.FormValue("language") // want "`language` is written while serving a request"
	w.WriteHeader(http.StatusNoContent)
}

func begin(w http.ResponseWriter, r *http.Request) {
	ready := r.FormValue("ready") == ""
	if ready {
		http.Error(w, "not ready", http.StatusServiceUnavailable)
		return
	}
	started = true // want "`started` is written while serving a request"
	ready = true
	w.WriteHeader(http.StatusNoContent)
}
