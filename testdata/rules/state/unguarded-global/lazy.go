// Package lazy sets variables when they are first asked for, which nobody does at the start.
package main

import "net/http"

type index struct{ words []string }

var words *index

func current() *index {
	if words != nil {
		return words
	}
	words = &index{} // want "words"
	return words
}

func show(w http.ResponseWriter, _ *http.Request) {
	for _, word := range current().words {
		_, _ = w.Write([]byte(word))
	}
}

// What a client chooses is not there from the start.
var seen = map[string]bool{}

func init() { note("127.0.0.1") }

func note(client string) {
	if _, ok := seen[client]; ok {
		return
	}
	seen[client] = true // want "seen"
}

func greet(_ http.ResponseWriter, r *http.Request) { note(r.RemoteAddr) }

// It leaves unless the state is another one, which says nothing of a first time.
const idle, busy = 1, 2

var state = idle

func init() { begin() }

func begin() {
	if state != idle {
		return
	}
	state = busy // want "state"
}

func work(_ http.ResponseWriter, _ *http.Request) { begin() }

func main() {
	http.HandleFunc("/words", show)
	http.HandleFunc("/greet", greet)
	http.HandleFunc("/work", work)
}
