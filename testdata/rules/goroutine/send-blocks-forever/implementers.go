// A channel is handed to a method of an interface: whichever type it is, it sends.
package implementers

import (
	"context"
	"net/http"
)

type builder interface {
	Build(ctx context.Context, steps chan<- string) error
}

type local struct{ names []string }

func (l *local) Build(_ context.Context, steps chan<- string) error {
	defer close(steps)
	for _, name := range l.names {
		steps <- name // want "the send on `steps` blocks for ever when the function returns first: 1 goroutine per call"
	}
	return nil
}

type nothing struct{}

func (nothing) Build(_ context.Context, steps chan<- string) error {
	close(steps)
	return nil
}

type site struct{ builder builder }

func (s *site) progress(w http.ResponseWriter, r *http.Request) {
	steps := make(chan string)
	failed := make(chan error, 1)
	go func() { failed <- s.builder.Build(r.Context(), steps) }()
	for step := range steps {
		if _, err := w.Write([]byte(step)); err != nil {
			return
		}
	}
	<-failed
}

// Whoever is told that nobody listens goes away.
type speaker interface {
	Speak(ctx context.Context, words chan<- string)
}

type polite struct{ text []string }

func (p *polite) Speak(ctx context.Context, words chan<- string) {
	defer close(words)
	for _, word := range p.text {
		select {
		case words <- word:
		case <-ctx.Done():
			return
		}
	}
}

type hall struct{ speaker speaker }

func (h *hall) listen(w http.ResponseWriter, r *http.Request) {
	words := make(chan string)
	go h.speaker.Speak(r.Context(), words)
	for word := range words {
		if _, err := w.Write([]byte(word)); err != nil {
			return
		}
	}
}

// All that is said is heard.
func (s *site) whole(w http.ResponseWriter, r *http.Request) {
	steps := make(chan string)
	failed := make(chan error, 1)
	go func() { failed <- s.builder.Build(r.Context(), steps) }()
	for range steps {
		w.WriteHeader(http.StatusContinue)
	}
	<-failed
}
