// Package lowstart sets variables when they are first asked for, which main does
// before it serves: told on demand only.
package lowstart

import "net/http"

// Only the first who asks sets it, and main asks before it serves.
type backend struct{ name string }

var active *backend

func current() *backend {
	if active == nil {
		active = &backend{name: "memory"} // want "active"
	}
	return active
}

func showBackend(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write([]byte(current().name))
}

// The same with a function of its own that sets it.
var (
	ready bool
	store map[string]string
)

func open(size int) {
	ready = true // want "ready"
	store = make(map[string]string, size)
}

func get() map[string]string {
	if !ready {
		open(0)
	}
	return store
}

func showStore(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write([]byte(get()[r.URL.Path]))
}

func main() {
	open(64)
	_ = current()
	http.HandleFunc("/backend", showBackend)
	http.HandleFunc("/store", showStore)
	_ = http.ListenAndServe("localhost:8080", nil)
}
