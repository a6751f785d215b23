// Package setup serves until it has been set up, and then goes on.
package setup

import (
	"context"
	"net/http"
	"time"
)

var (
	folder string
	server *http.Server
)

func use(path string) { folder = path }

func result(w http.ResponseWriter, r *http.Request) {
	use(r.FormValue("folder"))
	w.WriteHeader(http.StatusNoContent)
	go func() {
		time.Sleep(time.Second)
		_ = server.Shutdown(context.Background())
	}()
}

func run() error {
	mux := http.NewServeMux()
	mux.HandleFunc("/result", result)
	server = &http.Server{Addr: "localhost:8081", Handler: mux, ReadHeaderTimeout: time.Second}
	return server.ListenAndServe()
}
