package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func page(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }

func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func admin() http.Handler {
	r := chi.NewRouter()
	r.Use(guarded)
	r.Get("/", page)
	r.Get("/users", page)
	r.Mount("/deep", deep())
	return r
}

func deep() chi.Router {
	r := chi.NewMux()
	r.Post("/end/{id}", page)
	return r
}

func items(r chi.Router) {
	r.Get("/", page)
	r.With(guarded, guarded).Put("/{id}", page)
	r.Group(func(r chi.Router) {
		r.Use(guarded)
		r.Delete("/{id}", page)
	})
	r.Route("/parts", parts) // chi.Walk leaves out what a group puts around a router below it
}

func parts(r chi.Router) {
	r.MethodFunc("PATCH", "/{part}", page)
	r.Method(http.MethodHead, "/{part}", http.HandlerFunc(page))
}

func chiService() chi.Routes {
	r := chi.NewRouter()
	r.Use(guarded)
	r.Get("/", page)
	r.Route("/items", items)
	r.Mount("/admin", admin())
	r.Options("/o/*", page)
	return r
}
