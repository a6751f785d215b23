// Package within has handlers that a function serves itself, and such that it hands out.
package within

import (
	"errors"
	"net/http"
	"net/http/httptest"
)

type check func(http.Handler) http.Handler

type login struct{ check check }

// authenticate lets a handler of its own say who asks.
func (l login) authenticate(r *http.Request) (string, error) {
	name := ""
	known := false
	inner := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, known = r.Header.Get("X-Name"), true
	})
	l.check(inner).ServeHTTP(httptest.NewRecorder(), r)
	if !known {
		return "", errors.New("who are you?")
	}
	return name, nil
}

func (l login) last() http.Handler {
	name := ""
	return l.check(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name = r.Header.Get("X-Name") // want "`name` of the function around this handler"
		_, _ = w.Write([]byte(name))
	}))
}

func (l login) handle(w http.ResponseWriter, r *http.Request) {
	name, err := l.authenticate(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnauthorized)
		return
	}
	_, _ = w.Write([]byte(name))
}

func Routes(mux *http.ServeMux, c check) {
	l := login{c}
	mux.Handle("/last", l.last())
	mux.HandleFunc("/login", l.handle)
}
