// Package defaults listens where it is told to, or else on this machine only.
package defaults

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
)

var (
	address = "localhost:6060"
	public  = ":8080"
)

func init() {
	flag.StringVar(&address, "profiles", address, "where to show profiles")
	flag.StringVar(&public, "listen", public, "where to listen")
}

func env(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func cleanVariable(handler http.Handler) error { return http.ListenAndServe(address, handler) }

func variable(handler http.Handler) error {
	return http.ListenAndServe(public, handler) // want "`http.ListenAndServe` has no read timeout"
}

func cleanFlag(handler http.Handler) error {
	at := flag.String("at", "127.0.0.1:9090", "where to listen")
	flag.Parse()
	return http.ListenAndServe(*at, handler)
}

func openFlag(handler http.Handler) error {
	at := flag.String("at", "0.0.0.0:9090", "where to listen")
	flag.Parse()
	return http.ListenAndServe(*at, handler) // want "`http.ListenAndServe` has no read timeout"
}

func cleanEnvironment(handler http.Handler) error {
	host := env("HOST", "127.0.0.1")
	return http.ListenAndServe(fmt.Sprintf("%s:%d", host, 8080), handler)
}

func environment(handler http.Handler) error {
	port := env("PORT", "8080")
	return http.ListenAndServe(fmt.Sprintf(":%s", port), handler) // want "`http.ListenAndServe` has no read timeout"
}

func cleanSocket(path string, handler http.Handler) error {
	server := &http.Server{Handler: handler}
	socket, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	return server.Serve(socket)
}

func listening(handler http.Handler) error {
	server := &http.Server{Handler: handler} // want "this server has no read timeout"
	socket, err := net.Listen("tcp", ":8080")
	if err != nil {
		return err
	}
	return server.Serve(socket)
}
