// Package setup may be set up again and again.
package setup

import (
	"context"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

var folder string

func use(path string) {
	folder = path // want "folder"
}

func result(w http.ResponseWriter, r *http.Request) {
	use(r.FormValue("folder"))
	w.WriteHeader(http.StatusNoContent)
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	mux := http.NewServeMux()
	mux.HandleFunc("/result", result)
	server := &http.Server{Addr: "localhost:8081", Handler: mux, ReadHeaderTimeout: time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Shutdown(context.Background())
	}()
	return server.ListenAndServe()
}
