// Package singletons has values that are one for all because one function gives them to all.
package singletons

import (
	"net/http"
	"sync"
)

type telemetry struct {
	sent   map[string]int
	missed map[string]int
}

var (
	instance *telemetry
	once     sync.Once
)

func get() *telemetry {
	once.Do(func() {
		instance = &telemetry{sent: map[string]int{}}
	})
	return instance
}

func (t *telemetry) send(event string) {
	if t.sent[event] < 10 {
		t.sent[event]++ // want "of this struct is one for all requests and written with no lock held" collection-only-grows:"`sent` gains"
	}
}

func home(w http.ResponseWriter, r *http.Request) { get().send(r.URL.Path) }

type stats struct{ pages map[string]int }

var current *stats

func shared() *stats {
	if current == nil {
		current = &stats{pages: map[string]int{}} // want unguarded-global:"`current` is written while serving"
	}
	return current
}

func (s *stats) count(page string) {
	s.pages[page]++ // want "of this struct is one for all requests and written with no lock held" collection-only-grows:"`pages` gains"
}

func page(w http.ResponseWriter, r *http.Request) { shared().count(r.URL.Path) }

type tally struct{ words map[string]int }

// Each request gets its own.
func newTally() *tally {
	made := &tally{words: map[string]int{}}
	return made
}

func (t *tally) count(word string) { t.words[word]++ }

func cleanTally(w http.ResponseWriter, r *http.Request) { newTally().count(r.URL.Path) }
