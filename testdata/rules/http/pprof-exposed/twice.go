// Package twice gives one router two routes to the profiles, and another one as well.
package twice

import (
	"net/http"
	"net/http/pprof"
)

func routes(public, second *http.ServeMux, orders http.HandlerFunc) {
	public.HandleFunc("/orders", orders)
	public.HandleFunc("/debug/pprof/{action}", pprof.Index) // want "served here without a guard"
	public.HandleFunc("/debug/pprof/", pprof.Index)
	second.HandleFunc("/orders", orders)
	second.HandleFunc("/debug/pprof/", pprof.Index) // want "served here without a guard"
}
