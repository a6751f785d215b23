// Package both is part of two programs, of which one has profiles and need not be the one that serves.
package both

import (
	"net/http"
	"time"
)

func CleanServe() error {
	server := &http.Server{Addr: ":8082", ReadHeaderTimeout: time.Second}
	return server.ListenAndServe()
}
