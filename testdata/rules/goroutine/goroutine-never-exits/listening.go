// Package listening receives in loops that nothing leaves: one goroutine, one finding.
package listening

import (
	"errors"
	"fmt"
	"net/http"
)

func load(r *http.Request, notes chan<- string) error {
	if r.ContentLength == 0 {
		return errors.New("empty")
	}
	notes <- "loaded"
	return nil
}

func imports(w http.ResponseWriter, r *http.Request) {
	notes := make(chan string, 10)
	done := make(chan bool)
	go func() { // want "1 goroutine per request that never ends"
		for {
			note, ok := <-notes
			fmt.Println(note)
			if !ok {
				done <- true
			}
		}
	}()
	if err := load(r, notes); err != nil {
		http.Error(w, "not loaded", http.StatusBadRequest)
		return
	}
	close(notes)
	<-done
	w.WriteHeader(http.StatusNoContent)
}

func leaves(w http.ResponseWriter, r *http.Request) {
	notes := make(chan string, 10)
	go func() {
		for {
			note, ok := <-notes // want receive-blocks-forever:"the receive from `notes` blocks for ever when the function returns first"
			if !ok {
				return
			}
			fmt.Println(note)
		}
	}()
	if err := load(r, notes); err != nil {
		http.Error(w, "not loaded", http.StatusBadRequest)
		return
	}
	close(notes)
	w.WriteHeader(http.StatusNoContent)
}
