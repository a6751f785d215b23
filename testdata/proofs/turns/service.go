// Package turns sends requests to servers in turn; the turn is written by all at once.
package turns

import "net/http"

var (
	servers = []string{"a", "b", "c"}
	turn    int
)

func next() string {
	turn = (turn + 1) % len(servers)
	return servers[turn]
}

// New returns the service.
func New() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Server", next())
	})
}
