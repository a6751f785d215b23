// Package putback reads a body again that a helper has read and put back: what is told is the first time.
package putback

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

type beat struct{ Name string }

func parse(r *http.Request) ([]beat, error) {
	body, err := io.ReadAll(r.Body) // want "takes the whole request body"
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	var found []beat
	return found, json.Unmarshal(body, &found)
}

func beats(r *http.Request) ([]beat, error) { return parse(r) }

func post(w http.ResponseWriter, r *http.Request) {
	if found, err := beats(r); err != nil || len(found) == 0 {
		w.WriteHeader(http.StatusBadRequest)
	}
}

func relay(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := beats(r); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err == nil {
			_, _ = w.Write(body)
		}
	})
}

func look(r *http.Request) string { return r.Header.Get("X-Name") }

func other(w http.ResponseWriter, r *http.Request) {
	if look(r) == "" {
		return
	}
	body, err := io.ReadAll(r.Body) // want "takes the whole request body"
	if err == nil {
		_, _ = w.Write(body)
	}
}
