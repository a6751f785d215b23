// Package here serves what only this machine reaches, and what others do.
package here

import (
	"fmt"
	"net"
	"net/http"
)

func cleanPort(port int, handler http.Handler) error {
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return err
	}
	server := http.Server{Handler: handler}
	return server.Serve(listener)
}

func openUDS(path string) (net.Listener, error) { return net.Listen("unix", path) }

func cleanSocket(path string, handler http.Handler) error {
	server := &http.Server{Handler: handler}
	udsListener, err := openUDS(path)
	if err != nil {
		return err
	}
	return server.Serve(udsListener)
}

func everywhere(port int, handler http.Handler) error {
	listener, err := net.Listen("tcp", fmt.Sprintf("0.0.0.0:%d", port))
	if err != nil {
		return err
	}
	server := http.Server{Handler: handler} // want "this server has no read timeout"
	return server.Serve(listener)
}

type agent struct {
	path string
	http *http.Server
}

func cleanAgent(socketPath string, handler http.Handler) *agent {
	return &agent{
		path: socketPath,
		http: &http.Server{Handler: handler},
	}
}

type feed struct {
	webSocketPath string
	http          *http.Server
}

func newFeed(webSocketPath string, handler http.Handler) *feed {
	return &feed{
		webSocketPath: webSocketPath,
		http:          &http.Server{Handler: handler}, // want "this server has no read timeout"
	}
}

type command struct {
	name string
	run  func(socketPath string) error
}

var serving = command{name: "serve", run: func(socketPath string) error {
	println("beside " + socketPath)
	return http.ListenAndServe(":8080", nil) // want "`http.ListenAndServe` has no read timeout"
}}
