// Package called answers through a function that it is given.
package called

import (
	"errors"
	"net/http"
)

var errGone = errors.New("gone")

// answer has each error answered by what it is given, which may be no response at all.
func answer(w http.ResponseWriter, r *http.Request, err error, reply func(http.ResponseWriter, *http.Request, int)) bool {
	if err == nil {
		return false
	}
	if errors.Is(err, errGone) {
		reply(w, r, http.StatusGone)
		return true
	}
	fallBack(w, r, reply)
	return true
}

func fallBack(w http.ResponseWriter, r *http.Request, reply func(http.ResponseWriter, *http.Request, int)) {
	if reply != nil {
		reply(w, r, http.StatusInternalServerError)
	}
}

func cleanCode(err error) (code int) {
	answer(nil, nil, err, func(_ http.ResponseWriter, _ *http.Request, status int) {
		code = status
	})
	return code
}

type kept struct {
	replies []func(http.ResponseWriter, *http.Request, int)
}

func (k *kept) add(reply func(http.ResponseWriter, *http.Request, int)) {
	k.replies = append(k.replies, reply)
}

func (k *kept) count() {
	calls := 0
	k.add(func(http.ResponseWriter, *http.Request, int) {
		calls++ // want "`calls` of the function around"
	})
}

func wrapped(reply http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		reply(w, r)
	}
}

func countingHandler() http.HandlerFunc {
	calls := 0
	return wrapped(func(w http.ResponseWriter, _ *http.Request) {
		calls++ // want "`calls` of the function around"
		w.WriteHeader(http.StatusNoContent)
	})
}
