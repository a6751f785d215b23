//go:build cloud

// Package tagged is shipped with a cloud.
package tagged

import "net/http"

var signedIn bool

func show(w http.ResponseWriter, _ *http.Request) {
	signedIn = true // want "signedIn"
	w.WriteHeader(http.StatusNoContent)
}
