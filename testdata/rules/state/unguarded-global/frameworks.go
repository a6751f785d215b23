package frameworks

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"
)

var (
	lookups   = map[string]int{}
	throttled int
	orders    []string
	session   = map[string]string{}
	pings     int
	calls     = map[string]int{}
	fetched   int
	queried   uint32
)

func article(w http.ResponseWriter, r *http.Request) {
	lookups[chi.URLParam(r, "slug")]++ // want "lookups"
	w.WriteHeader(http.StatusOK)
}

func throttle(next http.Handler) http.Handler {
	fn := func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > 1<<20 {
			throttled++ // want "throttled"
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	}
	return http.HandlerFunc(fn)
}

func chiRoutes() http.Handler {
	r := chi.NewRouter()
	r.Use(throttle)
	r.Get("/articles/{slug}", article)
	return r
}

func placeOrder(c echo.Context) error {
	orders = append(orders, c.FormValue("item")) // want "orders"
	return c.NoContent(http.StatusCreated)
}

func countEcho(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		pings++ // want "pings"
		return next(c)
	}
}

func echoRoutes(e *echo.Echo) {
	e.Use(countEcho)
	e.POST("/orders", placeOrder)
}

func login(c *fiber.Ctx) error {
	session[c.FormValue("user")] = c.IP() // want "session"
	return c.SendStatus(fiber.StatusNoContent)
}

func fiberRoutes(app *fiber.App) {
	app.Post("/login", login)
	app.Get("/fetch", func(c *fiber.Ctx) error {
		fetched++ // want "fetched"
		return c.SendString("ok")
	})
}

func countCalls(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	calls[info.FullMethod]++ // want "calls"
	return next(ctx, req)
}

func grpcServer() *grpc.Server {
	return grpc.NewServer(grpc.ChainUnaryInterceptor(countCalls))
}

func query(w http.ResponseWriter, r *http.Request) {
	queried++ // want "queried"
	_, _ = w.Write([]byte(mux.Vars(r)["id"]))
}

func gorillaRoutes() http.Handler {
	r := mux.NewRouter()
	r.HandleFunc("/query/{id}", query)
	return r
}
