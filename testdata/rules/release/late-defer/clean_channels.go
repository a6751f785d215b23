// Package channels closes channels late: nothing is given back by that.
package channels

import (
	"errors"
	"net/http"
)

type transport struct {
	w      http.ResponseWriter
	closed chan struct{}
}

func newTransport(w http.ResponseWriter) *transport {
	return &transport{w: w, closed: make(chan struct{})}
}

func attach(t *transport) (func(), error) {
	if t.w == nil {
		return nil, errors.New("nothing to write to")
	}
	return func() {}, nil
}

func serve(w http.ResponseWriter, r *http.Request) {
	t := newTransport(w)
	detach, err := attach(t)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer detach()
	defer close(t.closed)
	_, _ = w.Write([]byte(r.URL.Path))
}
