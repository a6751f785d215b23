// Package layered answers by helpers over helpers.
package layered

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

type problem struct {
	Status int    `json:"status"`
	Text   string `json:"text"`
}

func translated(ctx context.Context, w http.ResponseWriter, err error) {
	refused(ctx, w, &problem{Status: http.StatusInternalServerError, Text: err.Error()})
}

func refused(_ context.Context, w http.ResponseWriter, p *problem) {
	asJSON(w, p.Status, p)
}

func asJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func find(name string) (string, error) {
	if name == "" {
		return "", errors.New("no name")
	}
	return name, nil
}

func show(w http.ResponseWriter, r *http.Request) {
	name, err := find(r.FormValue("name"))
	if err != nil {
		translated(r.Context(), w, err) // want "`translated` answers the request, but the handler goes on to `asJSON`"
	}
	asJSON(w, http.StatusOK, name)
}

func cleanShow(w http.ResponseWriter, r *http.Request) {
	name, err := find(r.FormValue("name"))
	if err != nil {
		translated(r.Context(), w, err)
		return
	}
	asJSON(w, http.StatusOK, name)
}

func noted(ctx context.Context, _ http.ResponseWriter, err error) {
	println(ctx, err)
}

func cleanNoted(w http.ResponseWriter, r *http.Request) {
	name, err := find(r.FormValue("name"))
	if err != nil {
		noted(r.Context(), w, err)
	}
	asJSON(w, http.StatusOK, name)
}
