// Package clean gives its servers time limits, or serves this machine only.
package clean

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
)

func headerTimeout(engine *gin.Engine) error {
	server := &http.Server{Addr: ":8080", Handler: engine, ReadHeaderTimeout: 5 * time.Second}
	return server.ListenAndServe()
}

func readTimeout(handler http.Handler) error {
	server := http.Server{Addr: ":8080", Handler: handler, ReadTimeout: 5 * time.Second}
	return server.ListenAndServe()
}

func both() *http.Server {
	return &http.Server{
		Addr:              ":8080",
		Handler:           chi.NewRouter(),
		ReadTimeout:       time.Minute,
		ReadHeaderTimeout: time.Second,
	}
}

var global = http.Server{Addr: ":9090", ReadHeaderTimeout: time.Second}

func localhost(engine *gin.Engine) error {
	return engine.Run("localhost:8080")
}

func loopback() {
	log.Print(http.ListenAndServe("127.0.0.1:6060", nil))
}

func loopback6(handler http.Handler) error {
	return http.ListenAndServe("[::1]:8080", handler)
}

const debugAddress = "localhost:6060"

func constantAddress() error {
	return http.ListenAndServe(debugAddress, nil)
}

func loopbackPort(port int) error {
	server := &http.Server{Addr: fmt.Sprintf("127.0.0.1:%d", port)}
	return server.ListenAndServe()
}

func unixGin(engine *gin.Engine) error {
	return engine.RunUnix("/run/shop.sock")
}

func unixListener(handler http.Handler) error {
	listener, err := net.Listen("unix", "/run/shop.sock")
	if err != nil {
		return err
	}
	return http.Serve(listener, handler)
}

func unixServer(path string, handler http.Handler) error {
	if path != "" {
		listener, err := net.Listen("unix", path)
		if err != nil {
			return err
		}
		server := &http.Server{Handler: handler}
		return server.Serve(listener)
	}
	return nil
}

// pipe is a listener inside this process.
type pipe struct {
	net.Listener
	conns chan net.Conn
}

func newPipe() *pipe { return &pipe{conns: make(chan net.Conn)} }

func inside(handler http.Handler) error {
	listener := newPipe()
	return http.Serve(listener, handler)
}

// Run passes its address on: who calls it chooses.
func Run(engine *gin.Engine, addresses ...string) error {
	return engine.Run(addresses...)
}

func tried(handler http.Handler) *httptest.Server {
	return httptest.NewServer(handler)
}

func someOther() *http.Client {
	return &http.Client{Timeout: time.Second}
}
