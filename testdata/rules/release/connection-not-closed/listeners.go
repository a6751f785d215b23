// Package listeners opens listeners while a service runs.
package listeners

import (
	"errors"
	"net"
	"net/http"
	"os"
)

type proxies struct{ handler http.Handler }

func (p *proxies) open(path string) error {
	listener, err := net.Listen("unix", path) // want "the listener in `listener` is not closed on every path"
	if err != nil {
		return err
	}
	if err := os.Chmod(path, 0o660); err != nil {
		return err
	}
	return p.serve(listener)
}

// Start returns the listener: who calls it again gets another port.
func (p *proxies) Start(check func() bool) (net.Listener, error) {
	listener, err := net.Listen("tcp", ":0") // want "the listener in `listener` is not closed on every path"
	if err != nil {
		return nil, err
	}
	if !check() {
		return nil, errors.New("not now")
	}
	return listener, nil
}

func (p *proxies) serve(listener net.Listener) error {
	defer listener.Close()
	server := http.Server{Handler: p.handler, ReadHeaderTimeout: 1 << 30}
	return server.Serve(listener)
}
