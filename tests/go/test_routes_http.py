"""The route table of net/http and chi."""

from __future__ import annotations

import pytest

from tests.go.routing import rows

HTTP = {
    "patterns": (
        """
func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items/{id}", home)
	mux.HandleFunc("POST example.com/items", home)
	mux.Handle("/all", http.HandlerFunc(home))
	http.HandleFunc("/default", home)
	http.Handle("/files/", http.FileServer(http.Dir(".")))
}""",
        [
            "ANY /all: home",
            "ANY /default: home",
            "ANY /files/: http.FileServer",
            "GET /items/{id}: home",
            "POST example.com/items: home",
        ],
    ),
    "wrappers": (
        """
type page struct{}
func (p *page) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
func main() {
	var mux http.ServeMux
	mux.Handle("/a", logged(guarded(http.HandlerFunc(home))))
	mux.Handle("/b", logged(&page{}))
	mux.Handle("/c", http.TimeoutHandler(http.HandlerFunc(home), 1, ""))
}""",
        [
            "ANY /a: logged > guarded > home",
            "ANY /b: logged > (*page).ServeHTTP",
            "ANY /c: http.TimeoutHandler > home",
        ],
    ),
    "chains": (
        """
type middleware func(http.Handler) http.Handler
func chain(all ...middleware) middleware {
	return func(h http.Handler) http.Handler {
		for i := len(all) - 1; i >= 0; i-- { h = all[i](h) }
		return h
	}
}
func around(h http.Handler, all ...middleware) http.Handler {
	for _, m := range all { h = m(h) }
	return h
}
func main() {
	mux := http.NewServeMux()
	mux.Handle("/a", chain(logged, guarded)(http.HandlerFunc(home)))
	mux.Handle("/b", around(http.HandlerFunc(home), logged, guarded))
	mux.Handle("/c", alice.New(logged, guarded).ThenFunc(home))
}""",
        [
            "ANY /a: logged > guarded > home",
            "ANY /b: guarded > logged > home",
            "ANY /c: logged > guarded > home",
        ],
    ),
    "around the whole": (
        """
func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/x", home)
	server := &http.Server{Handler: logged(guarded(mux))}
	server.ListenAndServe()
}""",
        ["ANY /x: logged > guarded > home"],
    ),
    "below another": (
        """
func main() {
	mux, api := http.NewServeMux(), http.NewServeMux()
	api.HandleFunc("GET /users", home)
	mux.Handle("/api/", http.StripPrefix("/api", logged(api)))
	whole := http.NewServeMux()
	whole.HandleFunc("/v2/items", home)
	mux.Handle("/v2/", whole)
}""",
        ["GET /api/users: logged > home", "ANY /v2/items: home"],
    ),
    "a handler of several methods": (
        """
type api struct{ mux *http.ServeMux }
func newAPI() *api { a := &api{mux: http.NewServeMux()}; a.mux.HandleFunc("/x", a.x); return a }
func (a *api) x(w http.ResponseWriter, r *http.Request) {}
func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.mux.ServeHTTP(w, r) }
func main() { http.ListenAndServe("", newAPI()) }""",
        ["ANY /x: (*api).x"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), HTTP.values(), ids=list(HTTP))
def test_net_http(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


CHI = {
    "groups": (
        """
func main() {
	r := chi.NewRouter()
	r.Use(logged)
	r.Get("/", home)
	r.Route("/items", func(r chi.Router) {
		r.Get("/", home)
		r.With(guarded).Post("/{id}", home)
		r.Group(func(r chi.Router) {
			r.Use(guarded)
			r.Delete("/{id}", home)
		})
	})
	r.Method("PUT", "/put", http.HandlerFunc(home))
	r.MethodFunc("PATCH", "/patch", home)
	r.Handle("/any", http.HandlerFunc(home))
	r.NotFound(home)
}""",
        [
            "GET /: logged > home",
            "NotFound /: logged > home",
            "ANY /any: logged > home",
            "GET /items/: logged > home",
            "DELETE /items/{id}: logged > guarded > home",
            "POST /items/{id}: logged > guarded > home",
            "PATCH /patch: logged > home",
            "PUT /put: logged > home",
        ],
    ),
    "mounted by one of two programs": (
        """
func api() chi.Router { r := chi.NewRouter(); r.Get("/x", home); return r }
func check() { api() }
func serve() { r := chi.NewRouter(); r.Mount("/api", api()) }
func main() { check(); run(serve) }
func run(f func()) { f() }""",
        ["GET /api/x: home"],
    ),
    "mounted by a literal that is returned": (
        """
type app struct{ router chi.Router }
func newApp() *app { return &app{router: chi.NewRouter()} }
func (a *app) mount(path string, h http.Handler) {
	a.router.Group(func(r chi.Router) { r.Mount(path, h) })
}
type api struct{ http.Handler }
func New() *api { a := &api{}; a.Handler = a.routes(); return a }
func (a *api) routes() http.Handler { r := chi.NewRouter(); r.Get("/x", home); return r }
func start() func() error {
	return func() error { a := newApp(); a.mount("/api", New()); return nil }
}
func main() { group(start()) }
var group func(func() error)""",
        ["GET /api/x: home"],
    ),
    "mounted": (
        """
func admin() http.Handler {
	r := chi.NewRouter()
	r.Use(guarded)
	r.Get("/users", home)
	return r
}
func main() {
	r := chi.NewRouter()
	r.Use(logged)
	r.Mount("/admin", admin())
	r.Mount("/debug", http.HandlerFunc(home))
}""",
        ["GET /admin/users: logged > guarded > home", "ANY /debug/*: logged > home"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CHI.values(), ids=list(CHI))
def test_chi(text: str, expected: list[str]) -> None:
    assert rows(text) == expected
