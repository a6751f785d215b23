// Package labels labels its metrics with what clients send, or with few values.
package labels

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"
)

var (
	requests = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "requests"}, []string{"path"})
	byStatus = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "by_status"}, []string{"method", "path", "status"})
	seconds  = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "seconds"}, []string{"path"})
	open     = prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "open"}, []string{"who"})
	sizes    = prometheus.NewSummaryVec(prometheus.SummaryOpts{Name: "sizes"}, []string{"who"})
	failures = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "failures"}, []string{"why"})
	builds   = prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "build"}, []string{"version"})
	version  = "1"
)

func rawPath(c *gin.Context) {
	requests.WithLabelValues(c.Request.URL.Path).Inc() // want "the label value `c.Request.URL.Path` is chosen by clients or chance"
	c.Next()
}

func pathVariable(c *gin.Context) {
	start := time.Now()
	c.Next()
	path := c.Request.URL.Path
	seconds.WithLabelValues(path).Observe(time.Since(start).Seconds()) // want "the label value `path`"
}

func twoOfOneCall(c *gin.Context) {
	repo, file := c.Param("repo"), c.Param("file")
	byStatus.WithLabelValues(repo, file, "ok").Inc() // want "the label value `repo` is chosen by clients or chance"
	open.WithLabelValues(file).Inc()
}

func client(c *gin.Context) {
	open.WithLabelValues(c.ClientIP()).Inc() // want "the label value `c.ClientIP..`"
	defer open.WithLabelValues("all").Dec()
	c.Next()
}

func named(c *gin.Context) {
	requests.With(prometheus.Labels{"path": c.Request.RequestURI}).Inc() // want "`c.Request.RequestURI`"
	c.Next()
}

func user(c *gin.Context) {
	sizes.WithLabelValues("user:" + c.Param("user")).Observe(1) // want "the label value"
}

func bound(c *gin.Context) {
	var form struct{ Name string }
	if c.ShouldBindJSON(&form) == nil {
		open.WithLabelValues(form.Name).Inc() // want "`form.Name`"
	}
}

func random(c *gin.Context) {
	requests.WithLabelValues(uuid.NewString()).Inc() // want "`uuid.NewString..`"
	c.Next()
}

func errorText(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		failures.WithLabelValues(err.Error()).Inc() // want "`err.Error..`"
		http.Error(w, "bad form", http.StatusBadRequest)
	}
}

func agent(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.WithLabelValues(r.UserAgent()).Inc() // want "`r.UserAgent..`"
		next.ServeHTTP(w, r)
	})
}

func remote(w http.ResponseWriter, r *http.Request) {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	open.WithLabelValues(host).Set(1) // want "the label value `host`"
	w.WriteHeader(http.StatusNoContent)
}

func chiParam(w http.ResponseWriter, r *http.Request) {
	requests.WithLabelValues(chi.URLParam(r, "id")).Inc() // want "chi.URLParam"
	w.WriteHeader(http.StatusNoContent)
}

func echoPath(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		byStatus.WithLabelValues(c.Request().Method, c.Request().URL.Path, "200").Inc() // want "URL.Path"
		return next(c)
	}
}

func fiberPath(c *fiber.Ctx) error {
	requests.WithLabelValues(c.Path()).Inc() // want "`c.Path..`"
	return c.Next()
}

type health struct {
	grpc_health_v1.UnimplementedHealthServer
}

func (health) Check(
	_ context.Context, in *grpc_health_v1.HealthCheckRequest,
) (*grpc_health_v1.HealthCheckResponse, error) {
	requests.WithLabelValues(in.Service).Inc() // want "`in.Service`"
	return &grpc_health_v1.HealthCheckResponse{}, nil
}

// observe learns from its caller what the path is.
func observe(path string) {
	requests.WithLabelValues(path).Inc() // want "the label value `path`"
}

func throughHelper(c *gin.Context) {
	observe(c.Request.URL.Path)
}

func template(c *gin.Context) {
	c.Next()
	requests.WithLabelValues(c.FullPath()).Inc()
}

func methodAndStatus(c *gin.Context) {
	c.Next()
	byStatus.WithLabelValues(c.Request.Method, c.FullPath(), strconv.Itoa(c.Writer.Status())).Inc()
}

func constant(c *gin.Context) {
	const path = "/orders"
	requests.WithLabelValues(path).Inc()
	c.Next()
}

func chiPattern(w http.ResponseWriter, r *http.Request) {
	requests.WithLabelValues(chi.RouteContext(r.Context()).RoutePattern()).Inc()
	w.WriteHeader(http.StatusNoContent)
}

func pattern(w http.ResponseWriter, r *http.Request) {
	requests.WithLabelValues(r.Pattern).Inc()
	w.WriteHeader(http.StatusNoContent)
}

func echoTemplate(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		requests.WithLabelValues(c.Path()).Inc()
		return next(c)
	}
}

func fiberRoute(c *fiber.Ctx) error {
	err := c.Next()
	requests.WithLabelValues(c.Route().Path).Inc()
	return err
}

func grpcMethod(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	requests.WithLabelValues(info.FullMethod).Inc()
	return next(ctx, req)
}

// normalise knows a few paths.
func normalise(path string) string {
	switch path {
	case "/", "/orders":
		return path
	}
	return "other"
}

func normalised(c *gin.Context) {
	requests.WithLabelValues(normalise(c.Request.URL.Path)).Inc()
	c.Next()
}

func outcome(c *gin.Context) {
	c.Next()
	why := "none"
	if errors.Is(c.Err(), context.Canceled) {
		why = "cancelled"
	}
	failures.WithLabelValues(why).Inc()
}

func yesOrNo(c *gin.Context) {
	open.WithLabelValues(strconv.FormatBool(c.Query("debug") == "1")).Inc()
	c.Next()
}

func class(c *gin.Context) {
	c.Next()
	requests.WithLabelValues(http.StatusText(c.Writer.Status())).Inc()
}

// start runs once.
func start() {
	builds.WithLabelValues(fmt.Sprint(time.Now().Year(), version)).Set(1)
	open.WithLabelValues(uuid.NewString()).Set(1)
}

type meter struct{ path string }

// A field that somebody set when the route was made.
func (m *meter) count(c *gin.Context) {
	requests.WithLabelValues(m.path).Inc()
	c.Next()
}

// The same value for two metrics is one finding.
func both(c *gin.Context) {
	path := c.Request.URL.Path
	c.Next()
	requests.WithLabelValues(path).Inc() // want "`path`, given to 2 metrics here, is chosen by clients"
	seconds.WithLabelValues(path).Observe(1)
}
