// Package chains makes one chain of handlers for all requests.
package chains

import "net/http"

func counting(around func(http.Handler) http.Handler) http.Handler {
	seen := 0
	chain := around(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		seen++ // want "`seen` of the function around this handler is one for all requests"
		w.WriteHeader(http.StatusNoContent)
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			chain.ServeHTTP(w, r)
		}
	})
}
