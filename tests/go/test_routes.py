"""The route table: paths, middleware in order, handlers, for each way of registering; gin's routers."""

from __future__ import annotations

import pytest

from ginlint.go.requests.routes import RouteTable
from tests.go.gotext import corpus, project
from tests.go.routing import rows

GIN = {
    "routes of an engine": (
        """
func main() {
	r := gin.New()
	r.GET("/items", list)
	r.POST("/items/:id", auth, create)
	r.Handle("PATCH", "/items", list)
	r.Handle(http.MethodDelete, "/items", list)
	r.Any("/any", list)
	r.Match([]string{"GET", "PUT"}, "/match", list)
}""",
        [
            "ANY /any: list",
            "DELETE /items: list",
            "GET /items: list",
            "PATCH /items: list",
            "POST /items/:id: auth > create",
            "GET /match: list",
            "PUT /match: list",
        ],
    ),
    "files and fallbacks": (
        """
func main() {
	r := gin.New()
	r.Static("/assets", "./assets")
	r.StaticFile("/icon", "icon.png")
	r.NoRoute(log, list)
	r.NoMethod(list)
}""",
        ["NoMethod /: list", "NoRoute /: log > list", "GET /assets/*: files", "GET /icon: files"],
    ),
    "nested groups": (
        """
func main() {
	r := gin.New()
	api := r.Group("/api")
	{
		v1 := api.Group("v1/", auth)
		v1.GET("items", list)
		v1.GET("", list)
		v1.GET("/", list)
	}
}""",
        ["GET /api/v1/: auth > list", "GET /api/v1/: auth > list", "GET /api/v1/items: auth > list"],
    ),
    "use holds for what comes later": (
        """
func main() {
	r := gin.New()
	r.GET("/before", list)
	r.Use(log, limit(3))
	g := r.Group("/g")
	r.Use(auth)
	g.GET("/x", list)
	r.GET("/after", list)
	g.Use(auth)
	g.GET("/y", list)
}""",
        [
            "GET /after: log > limit > auth > list",
            "GET /before: list",
            "GET /g/x: log > limit > list",
            "GET /g/y: log > limit > auth > list",
        ],
    ),
    "slices of handlers": (
        """
func main() {
	r := gin.New()
	handlers := []gin.HandlerFunc{log, auth}
	r.Use(handlers...)
	r.GET("/x", append(handlers, list)...)
}""",
        ["GET /x: log > auth > log > auth > list"],
    ),
    "registered across functions": (
        """
type Server struct{ engine *gin.Engine; api *API }
type API struct{}
func (a *API) List(c *gin.Context) {}
func NewServer() *Server { return &Server{engine: gin.New(), api: &API{}} }
func (s *Server) routes() {
	s.engine.Use(log)
	s.orders(s.engine.Group("/orders"))
}
func (s *Server) orders(g *gin.RouterGroup) { g.GET("/", s.api.List) }
func main() { s := NewServer(); s.routes() }""",
        ["GET /orders/: log > (*API).List"],
    ),
    "one function for several groups": (
        """
func items(g *gin.RouterGroup, name string) { g.GET("/"+name, list) }
func main() {
	r := gin.New()
	items(r.Group("/a"), "x")
	items(r.Group("/b", auth), "y")
}""",
        ["GET /a/x: list", "GET /b/y: auth > list"],
    ),
    "a parameter of which nothing is known": (
        'func Register(g *gin.RouterGroup) { g.GET("/x", list) }',
        ["GET {?}/x: list"],
    ),
    "an engine that is handed in": (
        'func Register(r *gin.Engine) { r.GET("/x", list) }',
        ["GET /x: list"],
    ),
    "a path from settings": (
        """
type Config struct{ Prefix string }
func main() { var c Config; load(&c); r := gin.New(); r.Group(c.Prefix).GET("/x", list) }
func load(c *Config) {}""",
        ["GET {?}/x: list"],
    ),
    "constants and texts": (
        """
const base = "/api"
var version = "v2"
func main() {
	r := gin.New()
	r.GET(base+"/"+version+"/x", list)
	r.GET(path.Join(base, "y"), list)
}""",
        ["GET /api/v2/x: list", "GET /api/y: list"],
    ),
    "a table of routes": (
        """
type route struct{ method, path string; handler gin.HandlerFunc }
var routes = []route{{"GET", "/a", list}, {method: "POST", path: "/b", handler: create}}
func main() {
	r := gin.New()
	for _, each := range routes { r.Handle(each.method, each.path, each.handler) }
	for p, h := range map[string]gin.HandlerFunc{"/c": list} { r.GET(p, h) }
}""",
        ["GET /a: list", "POST /b: create", "GET /c: list"],
    ),
    "modules behind an interface": (
        """
type module interface{ Register(g *gin.RouterGroup) }
type users struct{}
func (users) Register(g *gin.RouterGroup) { g.GET("/users", list) }
type items struct{}
func (*items) Register(g *gin.RouterGroup) { g.GET("/items", list) }
func main() {
	r := gin.New()
	for _, m := range []module{users{}, &items{}} { m.Register(r.Group("/api")) }
}""",
        ["GET /api/items: list", "GET /api/users: list"],
    ),
    "an engine embedded and an alias": (
        """
type Router struct{ *gin.Engine }
type Engine = gin.Engine
func New() *Router { return &Router{Engine: gin.Default()} }
func more(e *Engine) { e.GET("/more", list) }
func main() { r := New(); r.Use(log); r.GET("/x", list); more(r.Engine) }""",
        ["GET /more: log > list", "GET /x: log > list"],
    ),
    "a global engine": (
        """
var r = gin.New()
func init() { r.Use(log) }
func main() { setup() }
func setup() { r.GET("/x", list) }""",
        ["GET /x: log > list"],
    ),
    "registrations kept in a list": (
        """
var all []func(*gin.RouterGroup)
func init() { all = append(all, users) }
func users(g *gin.RouterGroup) { g.GET("/users", list) }
func main() { r := gin.New(); for _, f := range all { f(r.Group("/api")) } }""",
        ["GET /api/users: list"],
    ),
    "options": (
        """
type Option func(*gin.Engine)
func WithItems(h gin.HandlerFunc) Option { return func(r *gin.Engine) { r.GET("/items", h) } }
func build(options ...Option) { r := gin.New(); for _, o := range options { o(r) } }
func main() { build(WithItems(list)) }""",
        ["GET /items: list"],
    ),
    "handlers that are made": (
        """
func made() gin.HandlerFunc { return func(c *gin.Context) {} }
func main() {
	r := gin.New()
	r.GET("/made", made())
	r.GET("/literal", func(c *gin.Context) {})
	r.GET("/converted", gin.HandlerFunc(list))
	h := list
	r.GET("/variable", h)
}""",
        [
            "GET /converted: list",
            "GET /literal: main.func1",
            "GET /made: made",
            "GET /variable: list",
        ],
    ),
    "branches": (
        """
func main() {
	r := gin.New()
	if debug { r.GET("/debug", list) } else { r.GET("/release", list) }
	if err := check(); err != nil { return }
	r.GET("/x", list)
}
var debug bool
func check() error { return nil }""",
        ["GET /debug: list", "GET /release: list", "GET /x: list"],
    ),
    "adapters": (
        """
type Ctx struct{ *gin.Context }
func wrap(h func(*Ctx) error) gin.HandlerFunc { return func(c *gin.Context) { h(&Ctx{c}) } }
func adapt[T any](h func(context.Context, T) error) gin.HandlerFunc { return func(c *gin.Context) {} }
func pay(c *Ctx) error { return nil }
func buy(ctx context.Context, in string) error { return nil }
func main() { r := gin.New(); r.GET("/pay", wrap(pay)); r.GET("/buy", adapt(buy)) }""",
        ["GET /buy: adapt > buy", "GET /pay: wrap > pay"],
    ),
    "a literal given to something else": (
        """
func main() { r := gin.New(); once(func() { r.GET("/x", list) }) }
var once func(func())""",
        ["GET /x: list"],
    ),
    "net/http below gin": (
        """
func main() {
	r, mux := gin.New(), http.NewServeMux()
	mux.HandleFunc("/old/x", home)
	r.Use(log)
	r.Group("/old").Any("/*rest", gin.WrapH(logged(mux)))
}""",
        ["ANY /old/x: log > gin.WrapH > logged > home"],
    ),
    "a handler given to net/http": (
        """
func main() {
	r := gin.New()
	r.GET("/x", list)
	http.ListenAndServe(":80", guarded(logged(r)))
}""",
        ["GET /x: guarded > logged > list"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), GIN.values(), ids=list(GIN))
def test_gin(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


def test_across_packages() -> None:
    web = """package web

import "github.com/gin-gonic/gin"

type Handlers struct{}

func (h *Handlers) Get(c *gin.Context) {}
func (h *Handlers) Register(g *gin.RouterGroup) { g.GET("/get", h.Get) }
"""
    text = 'func main() { r := gin.New(); h := &web.Handlers{}; h.Register(r.Group("/web", log)) }'
    assert rows('import "example.com/a/web"\n' + text, web__web=web) == [
        "GET /web/get: log > web.(*Handlers).Get"
    ]


def test_recursion_ends() -> None:
    text = """
func more(g *gin.RouterGroup) { g.GET("/x", list); more(g.Group("/deeper")) }
func main() { more(gin.New().Group("/a")) }"""
    assert rows(text)[:1] == ["GET /a/deeper/x: list"]


def test_what_is_no_router_registers_nothing() -> None:
    text = """
type store struct{}
func (store) GET(path string, f gin.HandlerFunc) {}
func main() { var s store; s.GET("/x", list); http.Get("/y") }"""
    assert rows(text) == []


def test_versions_are_no_names() -> None:
    text = 'func main() { e := echo.New(); e.GET("/x", echo.WrapHandler(nil), echo.WrapMiddleware(logged)) }'
    assert rows(text) == ["GET /x: echo.WrapMiddleware > echo.WrapHandler"]


def test_long_sums_and_deep_calls_end() -> None:
    sum_ = " + ".join(['"/a"'] * 3000)
    calls = "".join(f"func f{n}(r *gin.Engine) {{ f{n + 1}(r) }}\n" for n in range(200))
    text = f"""
var long = {sum_}
{calls}func f200(r *gin.Engine) {{ r.GET("/deep", list) }}
func more(r *gin.Engine) {{ r.GET("/more", list) }}
func main() {{ r := gin.New(); f0(r); r.GET(long, list); more(r) }}"""
    assert {row.partition(":")[0] for row in rows(text)} >= {"GET /deep", "GET /more"}


@pytest.mark.parametrize("text", corpus()[::3])
def test_any_code_can_be_run_through(text: bytes) -> None:
    RouteTable(project({"a.go": text.decode()}))
