// Package mounted has the default mux answer what its own router does not know.
package mounted

import (
	"net/http"
	_ "net/http/pprof"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gorilla/mux"
)

func orders(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }

func requireToken(next http.Handler) http.Handler { return next }

func chiRoutes() http.Handler {
	router := chi.NewRouter()
	router.Get("/orders", orders)
	router.Mount("/", http.DefaultServeMux) // want "the profiles of net/http/pprof are served here without a guard"
	return router
}

func gorillaRoutes() http.Handler {
	router := mux.NewRouter()
	router.HandleFunc("/orders", orders)
	router.PathPrefix("/debug/").Handler(http.DefaultServeMux) // want "served here without a guard"
	return router
}

func ginRoutes(engine *gin.Engine) {
	engine.GET("/orders", gin.WrapF(orders))
	engine.Any("/debug/pprof/*any", gin.WrapH(http.DefaultServeMux)) // want "served here without a guard"
}

func cleanGuarded() http.Handler {
	router := chi.NewRouter()
	router.Get("/orders", orders)
	router.Mount("/debug", requireToken(http.DefaultServeMux))
	return router
}

func cleanOwn() http.Handler {
	own := http.NewServeMux()
	own.HandleFunc("/orders", orders)
	router := chi.NewRouter()
	router.Mount("/", own)
	return router
}

type guardian struct{}

func (guardian) authenticate() gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.GetHeader("Authorization") == "" {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Next()
	}
}

func cleanServer() *gin.Engine {
	engine := gin.New()
	install(engine, guardian{})
	cleanRoutes(engine)
	return engine
}

func install(engine *gin.Engine, g guardian) {
	engine.Use(g.authenticate())
}

func cleanRoutes(engine *gin.Engine) {
	engine.GET("/behind", gin.WrapF(orders))
	engine.Any("/behind/pprof/*any", gin.WrapH(http.DefaultServeMux))
}
