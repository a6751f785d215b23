// Package found stores again what a map has, and what it has not.
package found

import (
	"net/http"
	"sync"
)

type encoder struct{ model string }

var (
	mu       sync.Mutex
	encoders = map[string]*encoder{"small": nil, "large": nil}
	seen     = map[string]*encoder{}
)

func encoderFor(w http.ResponseWriter, r *http.Request) {
	model := r.FormValue("model")
	mu.Lock()
	defer mu.Unlock()
	known, ok := encoders[model]
	if ok && known != nil {
		return
	}
	if ok {
		encoders[model] = &encoder{model}
		return
	}
	w.WriteHeader(http.StatusNotFound)
}

func seenBefore(w http.ResponseWriter, r *http.Request) {
	model := r.FormValue("model")
	mu.Lock()
	defer mu.Unlock()
	_, ok := seen[model]
	if !ok {
		seen[model] = &encoder{model} // want "gains an entry per `model`"
	}
	w.WriteHeader(http.StatusNoContent)
}
