// Package registrations registers while serving, or before.
package registrations

import (
	"context"
	"expvar"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"google.golang.org/grpc"
)

var (
	router  = gin.New()
	metrics = prometheus.NewRegistry()
	mux     = http.NewServeMux()
	started = expvar.NewInt("started")
	ready   sync.Once
)

func metricPerRequest(c *gin.Context) {
	hits := prometheus.NewCounter(prometheus.CounterOpts{Name: c.Query("name")})
	prometheus.MustRegister(hits) // want "`prometheus.MustRegister` registers something for good while serving a request"
	hits.Inc()
}

func metricMaybe(c *gin.Context) {
	hits := prometheus.NewCounter(prometheus.CounterOpts{Name: c.Query("name")})
	_ = prometheus.Register(hits) // want "`prometheus.Register` registers"
}

func inOwnRegistry(c *gin.Context) {
	hits := prometheus.NewCounter(prometheus.CounterOpts{Name: c.Query("name")})
	metrics.MustRegister(hits) // want "`metrics.MustRegister` registers"
}

func automatic(c *gin.Context) {
	promauto.NewCounterVec(prometheus.CounterOpts{Name: c.Query("name")}, nil).WithLabelValues().Inc() // want "`promauto.NewCounterVec`"
}

func route(w http.ResponseWriter, r *http.Request) {
	http.HandleFunc(r.FormValue("path"), func(http.ResponseWriter, *http.Request) {}) // want "`http.HandleFunc` registers"
	w.WriteHeader(http.StatusNoContent)
}

func muxRoute(w http.ResponseWriter, r *http.Request) {
	mux.Handle(r.FormValue("path"), http.NotFoundHandler()) // want "`mux.Handle` registers"
	w.WriteHeader(http.StatusNoContent)
}

func middlewareLate(c *gin.Context) {
	router.Use(gin.Recovery()) // want "`router.Use` registers"
	c.Next()
}

func ginRoute(c *gin.Context) {
	router.GET(c.Query("path"), func(*gin.Context) {}) // want "`router.GET` registers"
}

func interrupts(w http.ResponseWriter, r *http.Request) {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt) // want "`signal.Notify` registers"
	select {
	case <-stop:
	case <-r.Context().Done():
	}
}

func publish(c *gin.Context) {
	expvar.Publish(c.Query("name"), expvar.Func(func() any { return 1 })) // want "`expvar.Publish` registers"
	expvar.NewInt(c.Query("other")).Add(1)                                // want "`expvar.NewInt` registers"
}

func echoHandler(c echo.Context) error {
	watch(c.QueryParam("name"))
	return c.NoContent(http.StatusNoContent)
}

// watch is called by a handler.
func watch(name string) {
	prometheus.MustRegister(prometheus.NewGauge(prometheus.GaugeOpts{Name: name})) // want "`prometheus.MustRegister`"
}

func fiberHandler(c *fiber.Ctx) error {
	expvar.NewMap(c.Query("name")).Add("one", 1) // want "`expvar.NewMap` registers"
	return c.SendStatus(fiber.StatusNoContent)
}

func interceptor(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	prometheus.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Name: info.FullMethod})) // want "MustRegister"
	return next(ctx, req)
}

type gateway struct{ engine *gin.Engine }

func (g *gateway) add(c *gin.Context) {
	g.engine.GET(c.Query("path"), func(*gin.Context) {}) // want "`g.engine.GET` registers"
}

func setup() {
	router.Use(gin.Recovery())
	router.GET("/", metricPerRequest)
	mux.HandleFunc("/", route)
	prometheus.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Name: "all"}))
	started.Set(1)
}

func init() {
	expvar.NewString("version").Set("1")
}

// The factory's own body runs once.
func counting() gin.HandlerFunc {
	hits := prometheus.NewCounter(prometheus.CounterOpts{Name: "hits"})
	prometheus.MustRegister(hits)
	return func(c *gin.Context) {
		hits.Inc()
		c.Next()
	}
}

func onlyOnce(c *gin.Context) {
	ready.Do(func() {
		prometheus.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Name: "late"}))
	})
	c.Next()
}

func takenBack(c *gin.Context) {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGUSR1)
	defer signal.Stop(stop)
	<-stop
	c.Status(http.StatusNoContent)
}

func unregistered(c *gin.Context) {
	gauge := prometheus.NewGauge(prometheus.GaugeOpts{Name: c.Query("name")})
	prometheus.MustRegister(gauge)
	defer prometheus.Unregister(gauge)
	c.Next()
}

// A router of this request's own goes with it.
func ownRouter(w http.ResponseWriter, r *http.Request) {
	own := http.NewServeMux()
	own.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	own.ServeHTTP(w, r)
}

func ownEngine(w http.ResponseWriter, r *http.Request) {
	engine := gin.New()
	engine.GET("/", func(c *gin.Context) { c.Status(http.StatusNoContent) })
	engine.ServeHTTP(w, r)
}

func ownRegistry(w http.ResponseWriter, r *http.Request) {
	registry := prometheus.NewRegistry()
	registry.MustRegister(prometheus.NewGauge(prometheus.GaugeOpts{Name: r.FormValue("name")}))
	w.WriteHeader(http.StatusNoContent)
}

func chiRoutes(r chi.Router) {
	r.Get("/", muxRoute)
}

func echoRoutes(e *echo.Echo) {
	e.GET("/", echoHandler)
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc { return next })
}

func fiberRoutes(app *fiber.App) {
	app.Get("/", fiberHandler)
}

// With a context, the registration ends by itself.
func notifyContext(w http.ResponseWriter, r *http.Request) {
	ctx, stop := signal.NotifyContext(r.Context(), os.Interrupt)
	defer stop()
	<-ctx.Done()
	w.WriteHeader(http.StatusNoContent)
}

func usesWhatIsThere(c *gin.Context) {
	started.Add(1)
	if found := expvar.Get("version"); found != nil {
		c.String(http.StatusOK, found.String())
	}
}
