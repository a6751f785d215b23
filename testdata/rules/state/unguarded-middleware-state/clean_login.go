// Package login waits for one answer of a browser, and then ends.
package login

import (
	"context"
	"net/http"
	"time"
)

func token(ctx context.Context) (string, error) {
	var code string
	mux := http.NewServeMux()
	server := &http.Server{Addr: "localhost:9999", Handler: mux, ReadHeaderTimeout: time.Second}
	mux.HandleFunc("/callback", func(w http.ResponseWriter, r *http.Request) {
		code = r.FormValue("code")
		go func() { _ = server.Shutdown(ctx) }()
	})
	err := server.ListenAndServe()
	return code, err
}
