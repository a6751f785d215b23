// Package later sets the timeouts after the server is made.
package later

import (
	"net/http"
	"time"
)

func serve(handler http.Handler) error {
	server := &http.Server{Addr: ":8080", Handler: handler}
	limit(server)
	return server.ListenAndServe()
}

func limit(server *http.Server) {
	server.ReadHeaderTimeout = 5 * time.Second
}
