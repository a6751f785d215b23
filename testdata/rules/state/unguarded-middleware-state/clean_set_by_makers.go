package clean

import (
	"log"
	"net/http"
)

// tracer is only made with a printer: the test never finds it unset.
type tracer struct {
	next  http.Handler
	print func(string, ...any)
}

func newTracer(next http.Handler) *tracer {
	return &tracer{next: next, print: log.Printf}
}

func newQuietTracer(next http.Handler) *tracer {
	return &tracer{next: next, print: quiet}
}

func quiet(string, ...any) {}

func (t *tracer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if t.print == nil {
		t.print = log.Printf
	}
	t.print("%s %s", r.Method, r.URL.Path)
	t.next.ServeHTTP(w, r)
}
