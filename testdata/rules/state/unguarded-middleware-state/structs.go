// Package structs has handlers that are methods of one value.
package structs

import (
	"context"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"
)

type api struct {
	mu      sync.RWMutex
	served  int
	names   map[string]string
	last    string
	recent  []string
	guarded int
	nested  struct{ errors int }
}

func routes(engine *gin.Engine) *api {
	a := &api{names: map[string]string{}}
	engine.GET("/", a.count)
	engine.PUT("/name", a.rename)
	engine.GET("/guarded", a.countGuarded)
	engine.GET("/deep", a.deep)
	return a
}

func (a *api) count(c *gin.Context) {
	a.served++ // want "`a.served` of this handler's struct is one for all requests"
	c.Status(http.StatusNoContent)
}

func (a *api) rename(c *gin.Context) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	a.names[c.Query("id")] = c.Query("name") // want "`a.names.* of this handler's struct .* concurrent map writes"
}

// What a handler calls on its own receiver is shared as well.
func (a *api) deep(c *gin.Context) {
	a.remember(c.FullPath())
	a.fail()
	c.Status(http.StatusNoContent)
}

func (a *api) remember(path string) {
	a.recent = append(a.recent, path) // want "`a.recent` of this handler's struct"
}

func (a *api) fail() {
	a.nested.errors++ // want "`a.nested.errors` of this handler's struct"
}

func (a *api) countGuarded(c *gin.Context) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.guarded++
	a.setLast(c.FullPath())
	c.Status(http.StatusNoContent)
}

// setLast is called with the lock held.
func (a *api) setLast(path string) { a.last = path }

type page struct{ views int }

func (p *page) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	p.views++ // want "`p.views` of this handler's struct"
	w.WriteHeader(http.StatusNoContent)
}

func pages(mux *http.ServeMux) {
	mux.Handle("/page", &page{})
}

type echoes struct{ current string }

var shared = &echoes{}

func (e *echoes) show(c echo.Context) error {
	e.current = c.QueryParam("name") // want "`e.current` of this handler's struct"
	return c.String(http.StatusOK, e.current)
}

func echoRoutes(e *echo.Echo) { e.GET("/", shared.show) }

type fibers struct{ users map[string]int }

func (f *fibers) hit(c *fiber.Ctx) error {
	f.users["all"]++ // want "`f.users.* of this handler's struct"
	return c.SendStatus(fiber.StatusNoContent)
}

func fiberRoutes(app *fiber.App) {
	f := new(fibers)
	f.users = map[string]int{}
	app.Get("/", f.hit)
}

type health struct {
	grpc_health_v1.UnimplementedHealthServer
	checks int
}

func (h *health) Check(
	context.Context, *grpc_health_v1.HealthCheckRequest,
) (*grpc_health_v1.HealthCheckResponse, error) {
	h.checks++ // want "`h.checks` of this handler's struct"
	return &grpc_health_v1.HealthCheckResponse{}, nil
}

func register(s *grpc.Server) {
	grpc_health_v1.RegisterHealthServer(s, &health{})
}

// Reset makes it ready again, when nothing is served.
func (a *api) Reset(c *gin.Context) {
	a.served = 0
	c.Status(http.StatusNoContent)
}
