// Package reloads reads its settings anew when somebody asks for it, in more functions than one.
package reloads

import (
	"net/http"
	"os"
)

var (
	title  string
	hosts  []string
	visits int
	last   string
	known  map[string]string
)

func load(name string) {
	title = name // want "`title`, and 1 more variable, are written while serving a request"
	trust(os.Getenv("HOSTS"))
	places()
	if name == "" {
		forget()
	}
}

func forget() {
	last = "" // want "`last` is written while serving a request"
}

func places() map[string]string {
	if known == nil {
		known = map[string]string{} // want "`known` is written while serving a request"
	}
	return known
}

func trust(host string) {
	hosts = append(hosts, host)
}

func count() {
	visits++ // want "`visits` is written while serving a request"
}

func reload(w http.ResponseWriter, r *http.Request) {
	load(r.FormValue("title"))
	count()
	w.WriteHeader(http.StatusNoContent)
}

func routes(mux *http.ServeMux) { mux.HandleFunc("/reload", reload) }
