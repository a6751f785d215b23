package chained

import (
	"net/http"
	"os"
)

type logger struct{}

type event struct{ then func() }

func (logger) Fatal() *event { return &event{then: func() { os.Exit(1) }} }
func (logger) Error() *event { return &event{} }

func (e *event) Err(error) *event { return e }
func (e *event) Msg(string) {
	if e.then != nil {
		e.then()
	}
}

func load(*http.Request) ([]byte, error) { return nil, nil }

// The last call of the chain ends the process.
func cleanEnds(log logger) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := load(r)
		if err != nil {
			http.Error(w, "no body", http.StatusInternalServerError)
			log.Fatal().Err(err).Msg("nothing to show")
		}
		_, _ = w.Write(body)
	}
}

func goesOn(log logger) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := load(r)
		if err != nil {
			http.Error(w, "no body", http.StatusInternalServerError) // want "goes on"
			log.Error().Err(err).Msg("nothing to show")
		}
		_, _ = w.Write(body)
	}
}
