// Package recovered notes what a panic leaves behind.
package recovered

import (
	"bytes"
	"log"
	"net/http"
	"runtime"
)

func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if cause := recover(); cause != nil {
				trace := make([]byte, 1<<16)
				n := runtime.Stack(trace, false)
				log.Print(cause, string(trace[:n]))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func always(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			cause := recover()
			line := new(bytes.Buffer) // want "a new `bytes.Buffer` is allocated per request"
			line.WriteString(r.URL.Path)
			log.Print(cause, line)
		}()
		next.ServeHTTP(w, r)
	})
}
