// Package routes puts the profiles beside the routes that clients use.
package routes

import (
	"net/http"
	"net/http/pprof"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/gofiber/fiber/v2"
	fiberpprof "github.com/gofiber/fiber/v2/middleware/pprof"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
)

func orders(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

func requireToken(next http.Handler) http.Handler { return next }

func ginRoutes(engine *gin.Engine) {
	engine.GET("/orders", gin.WrapF(orders))
	engine.GET("/debug/pprof/", gin.WrapF(pprof.Index)) // want "profiles of net/http/pprof are served here without a guard"
	engine.GET("/debug/pprof/profile", gin.WrapF(pprof.Profile))
}

func ginGroup(engine *gin.Engine) {
	engine.POST("/orders", gin.WrapF(orders))
	debug := engine.Group("/debug")
	debug.Any("/pprof/*any", gin.WrapF(pprof.Index))
	engine.Any("/profiles", gin.WrapF(pprof.Index)) // want "served here without a guard"
}

func muxRoutes() *http.ServeMux {
	router := http.NewServeMux()
	router.HandleFunc("/orders", orders)
	router.HandleFunc("/debug/pprof/", pprof.Index) // want "served here without a guard"
	return router
}

func gorillaRoutes() *mux.Router {
	router := mux.NewRouter()
	router.HandleFunc("/orders", orders)
	router.Handle("/debug/pprof/", http.HandlerFunc(pprof.Index)) // want "served here without a guard"
	return router
}

func chiRoutes(router chi.Router) {
	router.Get("/orders", orders)
	router.Mount("/debug", middleware.Profiler()) // want "served here without a guard"
}

func chiIndex(router *chi.Mux) {
	router.Get("/orders", orders)
	router.HandleFunc("/debug/pprof/*", pprof.Index) // want "served here without a guard"
}

func echoRoutes(e *echo.Echo) {
	e.GET("/orders", echo.WrapHandler(http.HandlerFunc(orders)))
	e.GET("/debug/pprof/*", echo.WrapHandler(http.HandlerFunc(pprof.Index))) // want "served here without a guard"
}

func fiberRoutes(app *fiber.App) {
	app.Use(fiberpprof.New()) // want "served here without a guard"
	app.Get("/orders", func(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusNoContent) })
}

// What serves nothing else is served where its makers want.
func alone() http.Handler {
	debug := http.NewServeMux()
	debug.HandleFunc("/debug/pprof/", pprof.Index)
	debug.HandleFunc("/debug/pprof/profile", pprof.Profile)
	debug.HandleFunc("/healthz", orders)
	return debug
}

func behindAuth(engine *gin.Engine, auth gin.HandlerFunc) {
	engine.GET("/orders", gin.WrapF(orders))
	engine.Use(auth)
	engine.GET("/debug/pprof/", gin.WrapF(pprof.Index))
}

func adminOnly(router chi.Router) {
	router.Get("/orders", orders)
	router.With(requireToken).Handle("/debug/pprof/*", http.HandlerFunc(pprof.Index))
}

func basicAuth(engine *gin.Engine) {
	engine.GET("/orders", gin.WrapF(orders))
	private := engine.Group("/admin", gin.BasicAuth(gin.Accounts{"root": "secret"}))
	private.GET("/pprof/", gin.WrapF(pprof.Index))
}

// A handler may show one profile, if it likes.
func heap(w http.ResponseWriter, r *http.Request) {
	pprof.Handler("heap").ServeHTTP(w, r)
}

func other(w http.ResponseWriter, r *http.Request) {
	pprof.Index(w, r)
}
