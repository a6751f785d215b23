package chiforms

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

func tee(next http.Handler) http.Handler {
	fn := func(w http.ResponseWriter, r *http.Request) {
		copied := &bytes.Buffer{} // want "bytes.Buffer"
		wrapped := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		wrapped.Tee(copied)
		next.ServeHTTP(wrapped, r)
		log.Printf("%s: %d bytes", chi.RouteContext(r.Context()).RoutePattern(), copied.Len())
	}
	return http.HandlerFunc(fn)
}

func product(w http.ResponseWriter, r *http.Request) {
	body := new(bytes.Buffer) // want "bytes.Buffer"
	if err := json.NewEncoder(body).Encode(chi.URLParam(r, "id")); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(body.Bytes())
}

func router() http.Handler {
	r := chi.NewRouter()
	r.Use(tee)
	r.Get("/products/{id}", product)
	r.Route("/archive", func(r chi.Router) {
		r.Get("/", func(w http.ResponseWriter, _ *http.Request) {
			packed := gzip.NewWriter(w) // want "gzip"
			defer packed.Close()
			_, _ = packed.Write([]byte("archive"))
		})
	})
	return r
}
