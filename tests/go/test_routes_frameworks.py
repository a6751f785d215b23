"""The route table of frameworks with routers of their own."""

from __future__ import annotations

import pytest

from tests.go.routing import rows

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
    "fiber 3": (
        """
func read(c fiber3.Ctx) error   { return nil }
func write(c fiber3.Ctx) error  { return nil }
func logger(c fiber3.Ctx) error { return c.Next() }
func main() {
	app := fiber3.New()
	app.Use(logger)
	app.RouteChain("/items").Get(read).Post(logger, write).Add([]string{"PUT", "PATCH"}, write)
	item := app.Group("/shop").RouteChain("/item")
	item.Delete(write)
	item.RouteChain("/:id").All(read)
	app.Domain("api.example.com").Query("/find", read)
	app.Route("/nested", func(r fiber3.Router) { r.Get("/x", read) })
	app.Add([]string{"GET", "HEAD"}, "/both", read)
}""",
        [
            "GET /both: logger > read",
            "HEAD /both: logger > read",
            "QUERY /find: logger > read",
            "GET /items: logger > read",
            "PATCH /items: logger > write",
            "POST /items: logger > logger > write",
            "PUT /items: logger > write",
            "GET /nested/x: logger > read",
            "DELETE /shop/item: logger > write",
            "ANY /shop/item/:id: logger > read",
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
