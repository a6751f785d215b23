// Package closers calls Close of what can be read, too.
package closers

import (
	"io"
	"net/http"
)

var (
	running bool
	pages   int
)

// nobody gets a pump as an io.ReadCloser: it cannot be read.
type pump struct{}

func (pump) Close() error {
	running = false
	return nil
}

type page struct{ io.Reader }

func (page) Close() error {
	pages++ // want "`pages` is written while serving a request with no lock held"
	return nil
}

func relay(w http.ResponseWriter, r *http.Request) {
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer func() { _ = res.Body.Close() }()
	_, _ = io.Copy(w, res.Body)
}
