// Package later sets what its servers answer with after it has made them.
package later

import (
	"net/http"
	_ "net/http/pprof"
	"time"
)

func cleanOwn(mux *http.ServeMux) error {
	server := &http.Server{Addr: ":8080", ReadTimeout: time.Second}
	failed := make(chan error, 1)
	go func() {
		server.Handler = mux
		failed <- server.ListenAndServe()
	}()
	return <-failed
}

func nothing() error {
	server := &http.Server{Addr: ":8081", ReadTimeout: time.Second} // want "served on ':8081' without a guard"
	server.MaxHeaderBytes = 1 << 10
	return server.ListenAndServe()
}
