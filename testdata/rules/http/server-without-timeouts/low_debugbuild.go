//go:build debug

// Package debugbuild is part of builds for developers only.
package debugbuild

import "net/http"

func serve(state http.Handler) error {
	return http.ListenAndServe(":6061", state) // want "no read timeout"
}
