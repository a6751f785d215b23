// Package askedfirst publishes what is not there yet.
package askedfirst

import (
	"expvar"
	"net/http"
)

func find[T any](look func() *T, make func() *T) *T {
	if it := look(); it != nil {
		return it
	}
	return make()
}

func cleanCounter(name string) *expvar.Int {
	return find(
		func() *expvar.Int {
			it, _ := expvar.Get(name).(*expvar.Int)
			return it
		},
		func() *expvar.Int {
			it := new(expvar.Int)
			expvar.Publish(name, it)
			return it
		},
	)
}

func count(_ http.ResponseWriter, r *http.Request) {
	cleanCounter("requests_" + r.Method).Add(1)
	publish("last")
}

func publish(name string) {
	expvar.Publish(name, new(expvar.Int)) // want "`expvar.Publish` registers something for good"
}

func routes() { http.HandleFunc("/", count) }
