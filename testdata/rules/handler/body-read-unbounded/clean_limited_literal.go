// Package literals limits bodies by a reader that it writes down itself.
package literals

import (
	"errors"
	"io"
	"net/http"
)

func cleanAtMost(r *http.Request, most int64) ([]byte, error) {
	if most <= 0 {
		return io.ReadAll(r.Body)
	}
	limited := &io.LimitedReader{R: r.Body, N: most + 1}
	body, err := io.ReadAll(limited)
	if err == nil && limited.N <= 0 {
		err = errors.New("too large")
	}
	return body, err
}

func save(w http.ResponseWriter, r *http.Request) {
	body, err := cleanAtMost(r, 1<<20)
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	_, _ = w.Write(body)
}

func routes(mux *http.ServeMux) { mux.HandleFunc("/save", save) }
