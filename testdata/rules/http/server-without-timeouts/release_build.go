//go:build !debug && sqlite

// Package releasebuild is built for users: what its tags choose is a database.
package releasebuild

import "net/http"

func serve(state http.Handler) error {
	return http.ListenAndServe(":6061", state) // want "no read timeout"
}
