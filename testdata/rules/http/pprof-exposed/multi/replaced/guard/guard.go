// Package guard keeps the profiles off the default mux.
package guard

import (
	"net/http"
	_ "net/http/pprof"
)

func init() { http.DefaultServeMux = http.NewServeMux() }
