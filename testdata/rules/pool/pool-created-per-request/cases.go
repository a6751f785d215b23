// Package cases makes pools where requests pass, and elsewhere.
package cases

import (
	"context"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"
)

type point struct{ x, y int }

func newPoint() any { return new(point) }

func value(c *gin.Context) {
	pool := sync.Pool{New: newPoint} // want "this sync.Pool is made per request"
	p := pool.Get().(*point)
	c.JSON(http.StatusOK, p.x)
	pool.Put(p)
}

func pointer(w http.ResponseWriter, _ *http.Request) {
	pool := &sync.Pool{New: newPoint} // want "sync.Pool"
	p := pool.Get().(*point)
	w.WriteHeader(200 + p.x)
	pool.Put(p)
}

func declared(c echo.Context) error {
	var pool sync.Pool // want "sync.Pool"
	p, _ := pool.Get().(*point)
	defer pool.Put(p)
	return c.NoContent(200)
}

func made(c *fiber.Ctx) error {
	pool := new(sync.Pool) // want "sync.Pool"
	p, _ := pool.Get().(*point)
	defer pool.Put(p)
	return c.SendStatus(200)
}

func factory() gin.HandlerFunc {
	return func(c *gin.Context) {
		pool := sync.Pool{New: newPoint} // want "sync.Pool"
		p := pool.Get().(*point)
		c.Next()
		pool.Put(p)
	}
}

func unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	pool := sync.Pool{New: newPoint} // want "sync.Pool"
	p := pool.Get()
	defer pool.Put(p)
	return handler(ctx, req)
}

func work() int {
	pool := sync.Pool{New: newPoint} // want "sync.Pool"
	p := pool.Get().(*point)
	defer pool.Put(p)
	return p.x
}

func byHelper(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200 + work()) }

func routes() http.Handler {
	r := chi.NewRouter()
	r.Get("/", func(w http.ResponseWriter, _ *http.Request) {
		pool := sync.Pool{New: newPoint} // want "sync.Pool"
		pool.Put(pool.Get())
		w.WriteHeader(http.StatusOK)
	})
	return r
}

// In order.

var points = sync.Pool{New: newPoint}

func shared(c *gin.Context) {
	p := points.Get().(*point)
	defer points.Put(p)
	c.JSON(http.StatusOK, p.x)
}

func oncePerFactory() gin.HandlerFunc {
	pool := sync.Pool{New: newPoint}
	return func(c *gin.Context) {
		p := pool.Get().(*point)
		defer pool.Put(p)
		c.Next()
	}
}

type service struct{ pool *sync.Pool }

func newService() *service { return &service{pool: &sync.Pool{New: newPoint}} }

func (s *service) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	p := s.pool.Get().(*point)
	defer s.pool.Put(p)
	w.WriteHeader(200 + p.x)
}

var (
	mu    sync.Mutex
	pools = map[int]*sync.Pool{}
)

func bySize(size int) *sync.Pool {
	mu.Lock()
	defer mu.Unlock()
	pool := pools[size]
	if pool == nil && len(pools) < 10 {
		pool = &sync.Pool{New: newPoint}
		pools[size] = pool
	}
	return pool
}

func sized(w http.ResponseWriter, r *http.Request) {
	pool := bySize(len(r.URL.Path))
	p, _ := pool.Get().(*point)
	defer pool.Put(p)
	w.WriteHeader(200)
}

func cold() int {
	pool := sync.Pool{New: newPoint}
	p := pool.Get().(*point)
	defer pool.Put(p)
	return p.x
}

func main() {
	_ = cold()
	http.Handle("/", newService())
}
