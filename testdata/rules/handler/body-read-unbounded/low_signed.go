// Package signed signs what it sends on.
package signed

import (
	"bytes"
	"io"
	"net/http"
)

// What is signed is sent on, and has been made here.
type signer interface {
	Sign(request *http.Request) error
}

type hashing struct{ sum int }

func (h *hashing) Sign(request *http.Request) error {
	body, err := io.ReadAll(request.Body) // want "takes the whole request body into memory"
	request.Body = io.NopCloser(bytes.NewReader(body))
	return err
}

type nothing struct{}

func (nothing) Sign(request *http.Request) error { return nil }

func notify(w http.ResponseWriter, r *http.Request, s signer) {
	made, err := http.NewRequestWithContext(r.Context(), http.MethodPost, "http://hooks", bytes.NewReader([]byte("{}")))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if err := s.Sign(made); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func routes(mux *http.ServeMux, s signer) {
	mux.HandleFunc("/notify", func(w http.ResponseWriter, r *http.Request) { notify(w, r, s) })
}
