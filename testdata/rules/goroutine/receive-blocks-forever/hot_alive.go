// Package hot waits for nobody while a request waits for it.
package hot

import "net/http"

func serve(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	go r.ParseForm()
	<-done // want "the receive from `done` blocks for ever"
}

// Somebody may send, on another way.
func closes(stop bool) {
	done := make(chan struct{})
	go func() {
		if stop {
			close(done)
		}
	}()
	<-done // want "the receive from `done` blocks for ever"
}
