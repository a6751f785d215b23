// Package twice reads one request in two ways, and another one with another handler.
package twice

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

type beat struct{ Name string }

func many(r *http.Request) (found []beat, err error) {
	body, err := io.ReadAll(r.Body) // want "takes the whole request body"
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	err = json.Unmarshal(body, &found)
	return found, err
}

func one(r *http.Request) ([]beat, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	found := make([]beat, 1)
	return found, json.Unmarshal(body, &found[0])
}

func post(w http.ResponseWriter, r *http.Request) {
	found, err := many(r)
	if err != nil {
		found, err = one(r)
	}
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	_ = json.NewEncoder(w).Encode(found)
}

func echo(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body) // want "takes the whole request body"
	if err != nil {
		return
	}
	_, _ = w.Write(body)
}
