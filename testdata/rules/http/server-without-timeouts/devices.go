// Package devices has servers whatever the mode is.
package devices

import (
	"log"
	"net/http"
)

type settings struct{ devices, isDev bool }

func run(s settings, handler http.Handler) {
	if s.devices {
		log.Fatal(http.ListenAndServe(":8081", handler)) // want "no read timeout"
	}
	if !s.isDev {
		log.Fatal(http.ListenAndServe(":8080", handler)) // want "no read timeout"
	}
}
