package p

import (
	"fmt"
	"net/http"
	"sync/atomic"
)

var served int64

func serve(w http.ResponseWriter, r *http.Request) {
	atomic.AddInt64(&served, 1)
	fmt.Fprintf(w, "you are number %d\n", served) // want "`served` is read here as a plain value, though `serve` uses sync/atomic for it: a data race, and the value may be another's by now"
}

func mark(w http.ResponseWriter, r *http.Request) {
	n := atomic.AddInt64(&served, 1)
	fmt.Fprintf(w, "you are number %d\n", n)
}

func atomicRoutes() {
	http.HandleFunc("/serve", serve)
	http.HandleFunc("/mark", mark)
}
