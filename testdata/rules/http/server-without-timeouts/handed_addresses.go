package addresses

import (
	"fmt"
	"net/http"
)

func localAddress(port int) string {
	return fmt.Sprintf("127.0.0.1:%d", port)
}

func anyAddress(port int) string {
	if port == 0 {
		return "localhost:8080"
	}
	return fmt.Sprintf("0.0.0.0:%d", port)
}

func adminServer(address string, handler http.Handler) *http.Server {
	return &http.Server{Addr: address, Handler: handler}
}

func publicServer(address string, handler http.Handler) *http.Server {
	return &http.Server{Addr: address, Handler: handler} // want "no read timeout"
}

func startAll(port int, handler http.Handler, host string) []*http.Server {
	login := &http.Server{Addr: localAddress(port), Handler: handler}
	shown := &http.Server{Addr: anyAddress(port), Handler: handler} // want "no read timeout"
	return []*http.Server{
		login,
		shown,
		adminServer(fmt.Sprintf("localhost:%d", port), handler),
		adminServer(fmt.Sprintf("127.0.0.1:%d", port+1), handler),
		publicServer(fmt.Sprintf("localhost:%d", port), handler),
		publicServer(host, handler),
	}
}

func chosenAddress(public bool) (address string) {
	if public {
		address = "0.0.0.0:8080"
		return
	}
	return "localhost:8080"
}

func chosen(public bool, handler http.Handler) *http.Server {
	return &http.Server{Addr: chosenAddress(public), Handler: handler} // want "no read timeout"
}
