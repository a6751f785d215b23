// Package waiting waits for one answer of a browser, and ends when it has come.
package waiting

import (
	"context"
	"net/http"
	"time"
)

func token(ctx context.Context) (string, error) {
	var code string
	came := make(chan struct{}, 1)
	mux := http.NewServeMux()
	server := &http.Server{Addr: "localhost:9999", Handler: mux, ReadHeaderTimeout: time.Second}
	mux.HandleFunc("/callback", func(w http.ResponseWriter, r *http.Request) {
		code = r.FormValue("code") // want "`code` of the function around this handler"
		came <- struct{}{}
	})
	go func() {
		<-came
		_ = server.Shutdown(ctx)
	}()
	err := server.ListenAndServe()
	return code, err
}
