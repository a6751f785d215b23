// Package own has a goroutine that makes for itself what it waits for.
package own

import "net/http"

type feed struct{ events <-chan string }

func (f *feed) pump(to chan<- string) {
	for event := range f.events {
		to <- event
	}
}

func (f *feed) handle(show func(string)) {
	texts := make(chan string)
	go f.pump(texts)
	for text := range texts { // want "the range over `texts` never ends: nobody closes it"
		show(text)
	}
}

func (f *feed) serve(w http.ResponseWriter, r *http.Request) {
	go f.handle(func(string) {})
	w.WriteHeader(http.StatusAccepted)
}
