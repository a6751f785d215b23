// Package worked serves the profiles to anybody, next to the service.
package worked

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"

	"github.com/gin-gonic/gin"
)

func main() {
	go func() {
		log.Println(http.ListenAndServe("0.0.0.0:6060", nil)) // want "profiles of net/http/pprof are served on '0.0.0.0:6060' without a guard"
	}()
	_ = gin.Default().Run()
}

func anyAddress() error {
	return http.ListenAndServe(":6060", nil) // want "served on ':6060'"
}

func settings() error {
	return http.ListenAndServe(os.Getenv("DEBUG_ADDRESS"), nil) // want "served here without a guard"
}

func encrypted() error {
	return http.ListenAndServeTLS(":6443", "cert.pem", "key.pem", nil) // want "served on ':6443'"
}

func named() error {
	server := &http.Server{Addr: ":6061"} // want "served on ':6061'"
	return server.ListenAndServe()
}

func explicit() error {
	server := &http.Server{Addr: ":6062", Handler: http.DefaultServeMux} // want "served on ':6062'"
	return server.ListenAndServe()
}

func localhost() error {
	return http.ListenAndServe("localhost:6060", nil)
}

func loopback() error {
	server := &http.Server{Addr: "127.0.0.1:6060"}
	return server.ListenAndServe()
}

// A router of its own does not have the profiles.
func ownRouter(handler http.Handler) error {
	return http.ListenAndServe(":8080", handler)
}

func ownMux() error {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	server := &http.Server{Addr: ":8081", Handler: mux}
	return server.ListenAndServe()
}
