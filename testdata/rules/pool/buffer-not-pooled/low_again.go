// Package again makes buffers that a pool would gain little for: told on demand only.
package again

import (
	"bytes"
	"encoding/json"
	"net/http"
)

type row struct{ Name string }

// One buffer for all rows of an answer.
func list(w http.ResponseWriter, r *http.Request) {
	var line bytes.Buffer // want "bytes.Buffer"
	out := json.NewEncoder(&line)
	for _, name := range r.URL.Query()["name"] {
		line.Reset()
		if err := out.Encode(row{name}); err != nil {
			return
		}
		_, _ = w.Write(line.Bytes())
	}
}

// Not every request fails.
func failed(w http.ResponseWriter, r *http.Request, err error) {
	text := &bytes.Buffer{}
	_ = json.NewEncoder(text).Encode(map[string]string{"error": err.Error()})
	_, _ = text.WriteTo(w)
}

func show(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		failed(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func routes() {
	http.HandleFunc("/list", list)
	http.HandleFunc("/show", show)
}
