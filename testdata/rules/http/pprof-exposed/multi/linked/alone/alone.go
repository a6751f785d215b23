// Package alone serves the default mux of a program with no profiles.
package alone

import (
	"net/http"
	"time"
)

func CleanServe() error {
	server := &http.Server{Addr: ":8081", ReadHeaderTimeout: time.Second}
	return server.ListenAndServe()
}
