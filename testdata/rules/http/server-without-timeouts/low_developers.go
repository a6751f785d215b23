// Package developers serves itself only where somebody works on it.
package developers

import (
	"log"
	"net/http"
	"os"
)

func isDevEnv() bool { return os.Getenv("APP_ENV") == "development" }

func run(handler http.Handler) {
	if isDevEnv() {
		log.Fatal(http.ListenAndServeTLS(":8443", "cert.pem", "key.pem", handler)) // want "no read timeout"
	}
	if os.Getenv("MODE") == "dev" {
		log.Fatal(http.ListenAndServe(":8080", handler)) // want "no read timeout"
	}
}
