//go:build linux || darwin

package web

import (
	"net/http"
	"time"
)

// CleanServeSome is there in some builds only.
func CleanServeSome() error {
	server := &http.Server{Addr: ":8083", ReadHeaderTimeout: time.Second}
	return server.ListenAndServe()
}
