// Package frameworks has the same with other ways to serve.
package frameworks

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"
)

type server struct {
	mu       sync.Mutex
	sessions map[string]time.Time
	seen     map[string]bool
	hooks    []func()
	cache    sync.Map
}

func newServer() *server {
	return &server{sessions: map[string]time.Time{}, seen: map[string]bool{}}
}

func (s *server) login(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.sessions[r.FormValue("user")] = time.Now() // want "`sessions` gains an entry per `r.FormValue..user..`"
	s.mu.Unlock()
	w.WriteHeader(http.StatusNoContent)
}

// Two hops, both on the same server.
func (s *server) visit(w http.ResponseWriter, r *http.Request) {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	s.note(host)
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) note(host string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen[host] = true // want "`seen` gains an entry per `host`"
}

func (s *server) subscribe(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	s.hooks = append(s.hooks, func() { _, _ = w.Write([]byte("tick")) }) // want "`hooks` gains an element"
	s.mu.Unlock()
}

func (s *server) product(w http.ResponseWriter, r *http.Request) {
	s.cache.Store(chi.URLParam(r, "product"), time.Now()) // want "`cache` gains an entry per `chi.URLParam.r, .product..`"
	w.WriteHeader(http.StatusNoContent)
}

var (
	lock    sync.Mutex
	byID    = map[string]int{}
	byAgent = map[string]int{}
	byIP    = map[string]int{}
	byPath  = map[string]int{}
	calls   = map[string]int{}
)

func order(w http.ResponseWriter, r *http.Request) {
	lock.Lock()
	defer lock.Unlock()
	byID[mux.Vars(r)["id"]]++ // want "`byID` gains an entry"
	w.WriteHeader(http.StatusNoContent)
}

func echoAgent(c echo.Context) error {
	lock.Lock()
	defer lock.Unlock()
	byAgent[c.Request().Header.Get("User-Agent")]++ // want "`byAgent` gains an entry"
	return c.NoContent(http.StatusNoContent)
}

func echoLimit() echo.MiddlewareFunc {
	var guard sync.Mutex
	clients := make(map[string]int)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			guard.Lock()
			clients[c.RealIP()]++ // want "`clients` gains an entry per `c.RealIP..`"
			guard.Unlock()
			return next(c)
		}
	}
}

func fiberIP(c *fiber.Ctx) error {
	lock.Lock()
	byIP[c.IP()]++ // want "`byIP` gains an entry per `c.IP..`"
	lock.Unlock()
	return c.Next()
}

// What wraps a handler runs once for each route, what it returns for each request.
func counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lock.Lock()
		byPath[r.URL.Path]++ // want "`byPath` gains an entry per `r.URL.Path`"
		lock.Unlock()
		next.ServeHTTP(w, r)
	})
}

func unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	lock.Lock()
	calls[time.Now().String()] = len(info.FullMethod) // want "`calls` gains an entry"
	lock.Unlock()
	return handler(ctx, req)
}

type health struct {
	grpc_health_v1.UnimplementedHealthServer
	mu    sync.Mutex
	asked map[string]int
}

func register(s *grpc.Server) {
	grpc_health_v1.RegisterHealthServer(s, &health{asked: map[string]int{}})
}

func (h *health) Check(
	_ context.Context, in *grpc_health_v1.HealthCheckRequest,
) (*grpc_health_v1.HealthCheckResponse, error) {
	h.mu.Lock()
	h.asked[in.GetService()]++ // want "`asked` gains an entry per `in.GetService..`"
	h.mu.Unlock()
	return &grpc_health_v1.HealthCheckResponse{}, nil
}

var peers []net.Conn

// An accept loop runs once per connection.
func accept(listener net.Listener) error {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		peers = append(peers, conn) // want "`peers` gains an element while serving a connection"
	}
}
