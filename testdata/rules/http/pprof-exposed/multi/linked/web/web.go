// Package web serves numbers, and whatever else its program has on the default mux.
package web

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

func Serve() error {
	http.HandleFunc("/numbers", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, 42) })
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Second} // want "the profiles of net/http/pprof are served on ':8080' without a guard"
	return server.ListenAndServe()
}

// CleanAnswer waits for one answer, at an address that somebody else knows.
func CleanAnswer(ctx context.Context, listener net.Listener) {
	go func() { _ = (&http.Server{ReadHeaderTimeout: time.Second}).Serve(listener) }()
	<-ctx.Done()
	_ = listener.Close()
}

// CleanLogin waits for the browser to come back.
func CleanLogin(ctx context.Context) {
	server := &http.Server{Addr: ":8084", ReadHeaderTimeout: time.Second}
	go func() { _ = server.ListenAndServe() }()
	<-ctx.Done()
	_ = server.Shutdown(context.WithoutCancel(ctx))
}

func answerOnce(listener net.Listener) error {
	return http.Serve(listener, nil) // want server-without-timeouts:"read timeout"
}
