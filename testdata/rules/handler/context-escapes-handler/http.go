// Package httpforms does the same with net/http and chi.
package httpforms

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"sync"

	"github.com/go-chi/chi/v5"
)

func notify(w http.ResponseWriter, r *http.Request) {
	go func() {
		fmt.Fprintln(w, "done") // want "`w` is used in a goroutine that nobody waits for, but the response ends with the handler"
	}()
}

func report(w http.ResponseWriter, _ *http.Request) {
	out := w
	go write(out, "report") // want "goroutine"
}

func write(w io.Writer, text string) { _, _ = io.WriteString(w, text) }

type hub struct {
	mu      sync.Mutex
	writers map[string]http.ResponseWriter
}

func (h *hub) join(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	clear(h.writers)
	h.writers[r.RemoteAddr] = w // want "kept in `h.writers"
}

func mount(h *hub) http.Handler {
	r := chi.NewRouter()
	r.Get("/join", h.join)
	r.Get("/late", func(w http.ResponseWriter, r *http.Request) {
		go func(out http.ResponseWriter) {
			out.WriteHeader(http.StatusOK)
		}(w) // want "goroutine"
	})
	return r
}

func background(w http.ResponseWriter, r *http.Request) {
	name := chi.URLParam(r, "name")
	ctx := context.WithoutCancel(r.Context())
	go func() { log.Print(ctx.Err(), name) }()
	w.WriteHeader(http.StatusAccepted)
}

func export(w http.ResponseWriter, r *http.Request) {
	reader, writer := io.Pipe()
	go func() {
		defer writer.Close()
		w.Header().Set("X-Rows", "1")
		fmt.Fprint(writer, "row")
	}()
	_, _ = io.Copy(w, reader)
}

func both(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(r.Context())
	go func() {
		defer cancel()
		fmt.Fprintln(w, "both")
	}()
	<-ctx.Done()
}

type recorder struct {
	http.ResponseWriter
	status int
}

func record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &recorder{ResponseWriter: w}
		next.ServeHTTP(rec, r)
		status := rec.status
		go func() { log.Print(status) }()
	})
}

func warmUp(_ http.ResponseWriter, path string) { _ = path }

func announce(w http.ResponseWriter, path string) { _, _ = w.Write([]byte(path)) }

func cleanNotUsed(w http.ResponseWriter, r *http.Request) {
	go warmUp(w, r.URL.Path)
	w.WriteHeader(http.StatusAccepted)
}

func usedByCallee(w http.ResponseWriter, r *http.Request) {
	go announce(w, r.URL.Path) // want "`w` is used in a goroutine that nobody waits for"
}
