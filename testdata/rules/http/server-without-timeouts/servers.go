// Package servers starts servers that wait for their clients for ever.
package servers

import (
	"context"
	"crypto/tls"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
)

func ginRun(engine *gin.Engine) error {
	return engine.Run(":8080") // want "`engine.Run` has no read timeout"
}

func ginDefaultPort() {
	engine := gin.Default()
	engine.GET("/", func(c *gin.Context) { c.Status(http.StatusNoContent) })
	_ = engine.Run() // want "`engine.Run` has no read timeout"
}

func ginTLS(engine *gin.Engine) error {
	return engine.RunTLS("0.0.0.0:8443", "cert.pem", "key.pem") // want "`engine.RunTLS`"
}

func plain() {
	log.Fatal(http.ListenAndServe(":8080", nil)) // want "`http.ListenAndServe` has no read timeout"
}

func plainTLS(handler http.Handler) error {
	return http.ListenAndServeTLS(os.Getenv("ADDRESS"), "cert.pem", "key.pem", handler) // want "`http.ListenAndServeTLS`"
}

func onListener(handler http.Handler) error {
	listener, err := net.Listen("tcp", ":8080")
	if err != nil {
		return err
	}
	return http.Serve(listener, handler) // want "`http.Serve` has no read timeout"
}

func chiRouter() error {
	router := chi.NewRouter()
	return http.ListenAndServe(":3000", router) // want "`http.ListenAndServe`"
}

func gorilla() error {
	router := mux.NewRouter()
	server := &http.Server{Addr: ":8000", Handler: router} // want "this server has no read timeout"
	return server.ListenAndServe()
}

func writesOnly(handler http.Handler) *http.Server {
	return &http.Server{ // want "this server has no read timeout"
		Addr:         ":8080",
		Handler:      handler,
		WriteTimeout: time.Minute,
		IdleTimeout:  time.Minute,
		TLSConfig:    &tls.Config{MinVersion: tls.VersionTLS12},
	}
}

func echoStart(e *echo.Echo, port int) {
	e.Logger.Fatal(e.Start(fmt.Sprintf(":%d", port))) // want "`e.Start` has no read timeout"
}

func fiberListen() error {
	app := fiber.New(fiber.Config{AppName: "shop"})
	return app.Listen(":3000") // want "`app.Listen` has no read timeout"
}

var global = http.Server{Addr: ":9090"} // want "this server has no read timeout"

// However it is made, it is one server.
func either(secure bool, handler http.Handler) error {
	var server *http.Server
	if secure {
		server = &http.Server{Addr: ":8443", Handler: handler} // want "this server has no read timeout"
		return server.ListenAndServeTLS("cert.pem", "key.pem")
	}
	server = &http.Server{Addr: ":8080", Handler: handler}
	return server.ListenAndServe()
}

// Ending in time is another thing than reading in time.
func graceful(ctx context.Context, handler http.Handler) error {
	server := &http.Server{Addr: ":8080", Handler: handler} // want "this server has no read timeout"
	go func() {
		<-ctx.Done()
		limit, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = server.Shutdown(limit)
	}()
	return server.ListenAndServe()
}
