//go:build debug

// Package tagged is built with the profiles only on purpose.
package tagged

import (
	"net/http"
	_ "net/http/pprof"
)

func serve() error {
	return http.ListenAndServe(":6060", nil)
}
