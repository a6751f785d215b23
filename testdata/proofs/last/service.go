// Package last remembers the slowest request, of all.
package last

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
)

var slowest time.Duration

func timed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		next.ServeHTTP(w, r)
		if took := time.Since(start); took > slowest {
			slowest = took
		}
	})
}

// New returns the service.
func New() http.Handler {
	r := chi.NewRouter()
	r.Use(timed)
	r.Get("/*", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	return r
}
