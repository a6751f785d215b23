// Package debug has profiles, and what they say for itself.
package debug

import (
	"net/http"
	"net/http/pprof"
)

func Handler() http.Handler { return http.HandlerFunc(pprof.Index) }
