// Loops over what a function's goroutine sends until a context ends.
package producers

import (
	"context"
	"net/http"
)

type item struct {
	name string
	err  error
}

func list(ctx context.Context, names []string) <-chan item {
	items := make(chan item)
	go func() {
		defer close(items)
		for _, name := range names {
			select {
			case items <- item{name: name}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return items
}

func roomy(ctx context.Context, names []string) <-chan item {
	items := make(chan item, len(names))
	go func() {
		defer close(items)
		for _, name := range names {
			select {
			case items <- item{name: name}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return items
}

func save(ctx context.Context, it item) error { return it.err }

func all(ctx context.Context, names []string) error {
	for it := range list(ctx, names) { // want "where this loop is left early, the goroutine of `list` waits to send until `ctx` ends"
		if it.err != nil {
			return it.err
		}
	}
	return nil
}

func first(names []string) string {
	items := list(context.Background(), names)
	for it := range items { // want "the goroutine of `list` waits to send until `context.Background..` ends"
		if it.name != "" {
			return it.name
		}
	}
	return ""
}

// It is told to stop.
func cancelled(ctx context.Context, names []string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for it := range list(ctx, names) {
		if it.err != nil {
			return it.err
		}
	}
	return nil
}

func drained(ctx context.Context, names []string) int {
	n := 0
	for it := range list(ctx, names) {
		if it.err != nil {
			continue
		}
		n++
	}
	return n
}

func withRoom(ctx context.Context, names []string) error {
	for it := range roomy(ctx, names) {
		if it.err != nil {
			return it.err
		}
	}
	return nil
}

// What ends this loop ends the goroutine too.
func together(ctx context.Context, names []string, out chan<- item) {
	for it := range list(ctx, names) {
		select {
		case out <- it:
		case <-ctx.Done():
			return
		}
	}
}

func untilSaved(ctx context.Context, names []string) error {
	for it := range list(ctx, names) {
		if err := save(ctx, it); err != nil {
			return err
		}
	}
	return nil
}

type loader interface {
	load(ctx context.Context, names []string) error
}

type files struct{}

func (files) load(ctx context.Context, names []string) error {
	for it := range list(ctx, names) { // want "the goroutine of `list` waits to send until `ctx` ends"
		if it.err != nil {
			return it.err
		}
	}
	return nil
}

type empty struct{}

func (empty) load(context.Context, []string) error { return nil }

type server struct{ loader loader }

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	if err := s.loader.load(r.Context(), r.URL.Query()["name"]); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (s *server) serveDirectly(w http.ResponseWriter, r *http.Request) {
	if err := ofRequest(r.Context(), r.URL.Query()["name"]); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func ofRequest(ctx context.Context, names []string) error {
	for it := range list(ctx, names) {
		if it.err != nil {
			return it.err
		}
	}
	return nil
}

func register(s *server) {
	http.HandleFunc("/load", s.serve)
	http.HandleFunc("/direct", s.serveDirectly)
}
