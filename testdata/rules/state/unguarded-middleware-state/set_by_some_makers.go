package middleware

import (
	"log"
	"net/http"
)

// watcher may be made without a printer, which the first requests then set at once.
type watcher struct {
	next  http.Handler
	print func(string, ...any)
}

func newWatcher(next http.Handler) *watcher {
	return &watcher{next: next, print: log.Printf}
}

func newBareWatcher(next http.Handler) *watcher {
	return &watcher{next: next}
}

func (t *watcher) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if t.print == nil {
		t.print = log.Printf // want "t.print"
	}
	t.print("%s %s", r.Method, r.URL.Path)
	t.next.ServeHTTP(w, r)
}

// guarded may be given nil.
type guarded struct {
	next  http.Handler
	print func(string, ...any)
}

func newGuarded(next http.Handler, print func(string, ...any)) *guarded {
	return &guarded{next: next, print: print}
}

func (t *guarded) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if t.print == nil {
		t.print = log.Printf // want "t.print"
	}
	t.print("%s %s", r.Method, r.URL.Path)
	t.next.ServeHTTP(w, r)
}

// cached is made by a literal with a cache, but reset.
type cached struct {
	next  http.Handler
	print func(string, ...any)
}

func newCached(next http.Handler) *cached {
	return &cached{next: next, print: log.Printf}
}

func (t *cached) reset() { t.print = nil }

func (t *cached) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if t.print == nil {
		t.print = log.Printf // want "t.print"
	}
	t.next.ServeHTTP(w, r)
}
