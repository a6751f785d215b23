// Package counts keeps how often each method was asked for, in a map of the package.
package counts

import (
	"fmt"
	"net/http"
)

var asked = map[string]int{}

// New returns the service.
func New() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		asked[r.Method]++
		fmt.Fprintln(w, "ok")
	})
	return mux
}
