"""The route table: paths, middleware in order, handlers, for each framework and each way of registering."""

from __future__ import annotations

import pytest

from ginlint.go.requests.routes import RouteTable
from tests.go.gotext import corpus, project

HEAD = """package a

import (
	"context"
	"net/http"
	"path"

	"connectrpc.com/connect"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	kratos "github.com/go-kratos/kratos/v2/transport/http"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/julienschmidt/httprouter"
	"github.com/justinas/alice"
	"github.com/labstack/echo/v4"
	"github.com/zeromicro/go-zero/rest"
	"google.golang.org/grpc"

	"example.com/a/itemsconnect"
	"example.org/users/usersconnect"
)

func list(c *gin.Context)   {}
func create(c *gin.Context) {}
func log(c *gin.Context)    {}
func auth(c *gin.Context)   {}
func limit(n int) gin.HandlerFunc { return func(c *gin.Context) {} }

func home(w http.ResponseWriter, r *http.Request) {}
func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func show(c echo.Context) error { return nil }
func eLog(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error { return next(c) }
}

func get(c *fiber.Ctx) error  { return nil }
func fLog(c *fiber.Ctx) error { return c.Next() }

"""

GENERATED = """package itemsconnect

import (
	"context"
	"net/http"

	"connectrpc.com/connect"
)

type ItemsHandler interface {
	Get(context.Context, *connect.Request[string]) (*connect.Response[string], error)
	Put(context.Context, *connect.Request[string]) (*connect.Response[string], error)
}

func NewItemsHandler(svc ItemsHandler, opts ...connect.HandlerOption) (string, http.Handler) {
	return "/shop.v1.Items/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {})
}
"""


def rows(text: str, **more: str) -> list[str]:
    """Return the rows of a program as `VERB PATH: middleware > handler`."""
    files = {"a.go": HEAD + text, "itemsconnect/items.go": GENERATED} | {
        name.replace("__", "/") + ".go": file for name, file in more.items()
    }
    found = []
    for route in RouteTable(project(files)).routes:
        chain = [part.name.removeprefix("a.") for part in (*route.chain, route.handler)]
        found.append(f"{route.name}: {' > '.join(chain)}")
    return found


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


OTHERS = {
    "gorilla/mux": (
        """
func main() {
	r := mux.NewRouter()
	r.HandleFunc("/a", home).Methods("GET", "POST")
	r.Handle("/b", http.HandlerFunc(home))
	r.Methods("PUT").Path("/c").HandlerFunc(home)
	api := r.PathPrefix("/api").Subrouter()
	api.HandleFunc("/d", home).Methods(http.MethodGet).Name("d")
	api.Use(guarded)
	r.PathPrefix("/static/").Handler(http.FileServer(nil))
	r.Use(logged)
}""",
        [
            "GET /a: logged > home",
            "POST /a: logged > home",
            "GET /api/d: logged > guarded > home",
            "ANY /b: logged > home",
            "PUT /c: logged > home",
            "ANY /static/*: logged > http.FileServer",
        ],
    ),
    "echo": (
        """
func main() {
	e := echo.New()
	e.GET("/a", show, eLog)
	g := e.Group("/g", eLog)
	g.POST("/b", show)
	g.Group("/h").Add("PUT", "/c", show)
	e.Use(eLog)
	e.Static("/static", "assets")
}""",
        [
            "GET /a: eLog > eLog > show",
            "POST /g/b: eLog > eLog > show",
            "PUT /g/h/c: eLog > eLog > show",
            "GET /static/*: eLog > files",
        ],
    ),
    "fiber": (
        """
func main() {
	app := fiber.New()
	app.Get("/before", get)
	app.Use(fLog)
	app.Use("/api", fLog)
	api := app.Group("/api", fLog)
	api.Get("/x", get)
	v1 := api.Group("/v1")
	v1.Add("PUT", "y", get)
	app.Route("/r", func(r fiber.Router) { r.All("/z", get) })
	sub := fiber.New()
	sub.Use(fLog)
	sub.Get("/s", get)
	app.Mount("/sub", sub)
}""",
        [
            "PUT /api/v1/y: fLog > fLog > fLog > get",
            "GET /api/x: fLog > fLog > fLog > get",
            "GET /before: get",
            "ANY /r/z: fLog > get",
            "GET /sub/s: fLog > fLog > get",
        ],
    ),
    "httprouter": (
        """
func page(w http.ResponseWriter, r *http.Request, _ httprouter.Params) {}
func main() {
	r := httprouter.New()
	r.GET("/a", page)
	r.HandlerFunc("POST", "/b", home)
	http.ListenAndServe("", logged(r))
}""",
        ["GET /a: logged > page", "POST /b: logged > home"],
    ),
    "Hertz": (
        """
func hLog(ctx context.Context, c *app.RequestContext) { c.Next(ctx) }
func ping(ctx context.Context, c *app.RequestContext) {}
func main() {
	h := server.Default()
	h.Use(hLog)
	h.Group("/api").GET("/ping", ping)
}""",
        ["GET /api/ping: hLog > ping"],
    ),
    "Kratos": (
        """
func kLog(next http.Handler) http.Handler { return next }
func hello(ctx kratos.Context) error { return nil }
func Register(s *kratos.Server) { r := s.Route("/v1"); r.GET("/hello/{name}", hello) }
func main() { s := kratos.NewServer(kratos.Filter(kLog)); Register(s) }""",
        ["GET /v1/hello/{name}: kLog > hello"],
    ),
    "go-zero": (
        """
type service struct{ Auth rest.Middleware }
func users(s *service) http.HandlerFunc { return func(w http.ResponseWriter, r *http.Request) {} }
func zLog(next http.HandlerFunc) http.HandlerFunc { return next }
func main() {
	server := rest.MustNewServer(rest.RestConf{})
	server.Use(zLog)
	handlers(server, &service{})
}
func handlers(server *rest.Server, s *service) {
	server.AddRoutes([]rest.Route{{Method: http.MethodGet, Path: "/users", Handler: users(s)}},
		rest.WithPrefix("/api"))
	server.AddRoutes(rest.WithMiddlewares([]rest.Middleware{zLog},
		[]rest.Route{{Method: "POST", Path: "/users", Handler: users(s)}}...))
}""",
        ["GET /api/users: zLog > users", "POST /users: zLog > zLog > users"],
    ),
    "connect": (
        """
type users struct{}
func (u *users) Get(ctx context.Context, in *connect.Request[string]) (*connect.Response[string], error) {
	return nil, nil
}
func main() {
	mux := http.NewServeMux()
	path, handler := usersconnect.NewUsersHandler(&users{})
	mux.Handle(path, guarded(handler))
	mux.Handle(itemsconnect.NewItemsHandler(&users{}))
	http.ListenAndServe("", logged(mux))
}""",
        [
            "/shop.v1.Items/Get: logged > (*users).Get",
            "/shop.v1.Items/Put: logged > Put",
            "/{?}.Users/Get: logged > guarded > (*users).Get",
        ],
    ),
    "gRPC": (
        """
type OrdersServer interface{ Create(context.Context, *In) (*In, error) }
type In struct{}
type orders struct{}
func (o *orders) Create(ctx context.Context, in *In) (*In, error) { return in, nil }
func RegisterOrdersServer(s grpc.ServiceRegistrar, srv OrdersServer) {
	s.RegisterService(&Orders_ServiceDesc, srv)
}
var Orders_ServiceDesc = grpc.ServiceDesc{
	ServiceName: "shop.Orders",
	Methods:     []grpc.MethodDesc{{MethodName: "Create"}},
	Streams:     []grpc.StreamDesc{{StreamName: "Watch"}},
}
func gLog(ctx context.Context, req any, info *grpc.UnaryServerInfo, h grpc.UnaryHandler) (any, error) {
	return h(ctx, req)
}
func main() {
	options := []grpc.ServerOption{grpc.ChainUnaryInterceptor(gLog, gLog)}
	s := grpc.NewServer(options...)
	RegisterOrdersServer(s, &orders{})
}""",
        ["/shop.Orders/Create: gLog > gLog > (*orders).Create", "/shop.Orders/Watch: gLog > gLog > Watch"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), OTHERS.values(), ids=list(OTHERS))
def test_other_frameworks(text: str, expected: list[str]) -> None:
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
