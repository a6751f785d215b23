// Package field has servers in fields, and serves them elsewhere.
package field

import (
	"net"
	"net/http"
	"net/http/pprof"
)

type control struct {
	path  string
	inner *http.Server
	outer *http.Server
	both  *http.Server
}

func cleanInner(path string) *control {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	c := &control{path: path}
	c.inner = &http.Server{Handler: mux}
	return c
}

func (c *control) serveOuter(mux *http.ServeMux) {
	c.outer = &http.Server{Handler: mux} // want "this server has no read timeout"
	c.both = &http.Server{Handler: mux}  // want "this server has no read timeout"
}

func (c *control) start() error {
	listener, err := net.Listen("unix", c.path)
	if err != nil {
		return err
	}
	go c.both.Serve(listener)
	return c.inner.Serve(listener)
}

func (c *control) startOuter(address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	c.both.Addr = address
	go c.both.ListenAndServe()
	return c.outer.Serve(listener)
}
