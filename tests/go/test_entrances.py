"""By which routes and middleware requests come to a place."""

from __future__ import annotations

import pytest

from ginlint.go.requests import entrances
from tests.go.gotext import project

HEAD = """package a

import (
	"context"
	"net"
	"net/http"

	"connectrpc.com/connect"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"google.golang.org/grpc"

	"example.org/api/pb"
)

"""


def told(text: str, asked: str = "ask()") -> list[str]:
    """Return what brings requests to the call of `ask`, with the number of calls on the way."""
    whole = project({"a.go": HEAD + text + "\nfunc ask() {}\n"})
    file = whole.packages[0].files[0]
    found = entrances(whole, file, file.parsed.text.index(asked.encode()))
    return [f"{e.calls} {e.name}{' every' if e.every else ''}" for e in found]


CASES = {
    "a handler": (
        """
func list(c *gin.Context) { ask() }
func main() { r := gin.New(); r.GET("/a", list); r.POST("/b", list) }""",
        ["0 GET /a", "0 POST /b"],
    ),
    "a function of its own shape, of which two helpers make a handler": (
        """
type user struct{}
func public(f func(*http.Request) string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(f(r))) })
}
func private(f func(*http.Request, user) string) http.Handler {
	known := func(r *http.Request) string { return f(r, user{}) }
	return public(known)
}
func list(r *http.Request, _ user) string { return show() }
func show() string { ask(); return "" }
func main() {
	mux := http.NewServeMux()
	mux.Handle("/a", private(list))
	mux.Handle("/b", private(func(r *http.Request, of user) string { return show() }))
	mux.Handle("/c", public(func(r *http.Request) string { return "" }))
}""",
        ["1 ANY /a", "1 ANY /b"],
    ),
    "what handlers call, nearest first": (
        """
func a(c *gin.Context) { b() }
func b() { helper() }
func c(c *gin.Context) { helper() }
func helper() { ask() }
func main() { r := gin.New(); r.GET("/a", a); r.GET("/c", c) }""",
        ["1 GET /c", "2 GET /a"],
    ),
    "middleware of every request": (
        """
func log() gin.HandlerFunc { return func(c *gin.Context) { ask() } }
func main() { r := gin.New(); r.Use(log()); r.GET("/a", nil) }""",
        ["0 middleware log every"],
    ),
    "middleware of a router that is mounted, in one of two programs": (
        """
func log(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { ask(); next.ServeHTTP(w, r) })
}
func api() chi.Router { r := chi.NewRouter(); r.Use(log); return r }
func check() { api() }
func serve() { r := chi.NewRouter(); r.Mount("/api", api()) }
func main() { run(check); run(serve) }
var run func(f func())""",
        ["0 middleware log"],
    ),
    "middleware of a group": (
        """
func log(c *gin.Context) { ask() }
func main() { r := gin.New(); r.Group("/g", log).GET("/a", nil) }""",
        ["0 middleware log"],
    ),
    "middleware around a mux": (
        """
func log(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { ask(); next.ServeHTTP(w, r) })
}
func main() { mux := http.NewServeMux(); http.ListenAndServe("", log(mux)) }""",
        ["0 middleware log every"],
    ),
    "a literal": (
        'func main() { gin.New().GET("/a", func(c *gin.Context) { func() { ask() }() }) }',
        ["0 GET /a"],
    ),
    "a handler that is made": (
        """
func list(db any) gin.HandlerFunc { return func(c *gin.Context) { ask() } }
func main() { gin.New().GET("/a", list(nil)) }""",
        ["0 GET /a"],
    ),
    "a helper that looks like a handler": (
        """
func list(c *gin.Context) { helper(c) }
func helper(c *gin.Context) { ask() }
func main() { gin.New().GET("/a", list) }""",
        ["1 GET /a"],
    ),
    "not registered": ("func list(c *gin.Context) { ask() }", ["0 handler list"]),
    "an interceptor and a method": (
        """
type In struct{}
type orders struct{ UnimplementedOrdersServer }
type UnimplementedOrdersServer struct{}
func (o *orders) Create(ctx context.Context, in *In) (*In, error) { save(); return in, nil }
func (o *orders) Delete(ctx context.Context, in *In) (*In, error) { return in, nil }
func log(ctx context.Context, req any, info *grpc.UnaryServerInfo, h grpc.UnaryHandler) (any, error) {
	save()
	return h(ctx, req)
}
func save() { ask() }
var desc = grpc.ServiceDesc{ServiceName: "shop.Orders", Methods: []grpc.MethodDesc{{MethodName: "Create"}}}
func main() { s := grpc.NewServer(grpc.UnaryInterceptor(log)); s.RegisterService(&desc, &orders{}) }""",
        ["1 middleware log every", "1 /shop.Orders/Create"],
    ),
    "a method of a connect service": (
        """
func (s *server) Buy(ctx context.Context, in *connect.Request[string]) (*connect.Response[string], error) {
	ask()
	return nil, nil
}
type server struct{}""",
        ["0 handler (*server).Buy"],
    ),
    "a loop of connections": (
        "func serve(l net.Listener) { for { l.Accept(); ask() } }",
        ["0 handler serve"],
    ),
    "cold code": ('func main() { ask(); gin.New().GET("/a", nil) }', []),
    "a factory": ("func log() gin.HandlerFunc { ask(); return func(c *gin.Context) {} }", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=list(CASES))
def test_entrances(text: str, expected: list[str]) -> None:
    assert told(text) == expected


# Handlers of which no parameter tells that they serve: registrations do.
ODD = {
    "a context of one's own": """
type Ctx struct{ *gin.Context }
func wrap(h func(*Ctx)) gin.HandlerFunc { return func(c *gin.Context) { h(&Ctx{c}) } }
func pay(c *Ctx) { ask() }
func main() { gin.New().GET("/pay", wrap(pay)) }""",
    "a generic adapter and a method": """
type api struct{}
func adapt[I, O any](h func(context.Context, I) (O, error)) gin.HandlerFunc { return func(c *gin.Context) {} }
func (a *api) Pay(ctx context.Context, in string) (string, error) { ask(); return in, nil }
func main() { a := &api{}; gin.New().GET("/pay", adapt(a.Pay)) }""",
    "a literal": """
type Ctx struct{}
func wrap(h func(*Ctx)) gin.HandlerFunc { return func(c *gin.Context) { h(&Ctx{}) } }
func main() { gin.New().GET("/pay", wrap(func(c *Ctx) { ask() })) }""",
    "a stream of a service in another module": """
type server struct{}
func (s *server) Watch(in *pb.In, stream pb.Orders_WatchServer) error { ask(); return nil }
func main() { s := grpc.NewServer(); pb.RegisterOrdersServer(s, &server{}) }""",
    "what it calls": """
type Ctx struct{}
func wrap(h func(*Ctx)) gin.HandlerFunc { return func(c *gin.Context) { h(&Ctx{}) } }
func pay(c *Ctx) { save() }
func save() { ask() }
func main() { gin.New().GET("/pay", wrap(pay)) }""",
}


@pytest.mark.parametrize("text", ODD.values(), ids=list(ODD))
def test_a_registration_makes_hot(text: str) -> None:
    assert [name.partition(" ")[2] for name in told(text)] in (["GET /pay"], ["/{?}.Orders/Watch"])


NOT_ODD = {
    "a value beside": """
func limit(n int) { ask() }
func main() { limit := 3; gin.New().GET("/pay", rate(limit)) }
func rate(n int) gin.HandlerFunc { return func(c *gin.Context) {} }""",
    "given to what makes no handler": """
func load(name string) { ask() }
func main() { gin.New().GET(path(load), nil) }
func path(f func(string)) string { return "/a" }""",
}


@pytest.mark.parametrize("text", NOT_ODD.values(), ids=list(NOT_ODD))
def test_other_functions_stay_cold(text: str) -> None:
    assert told(text) == []
