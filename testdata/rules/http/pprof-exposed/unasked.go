// Package unasked shows the profiles to whom an address lets in, asked or not.
package unasked

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func profile(address string) {
	if err := http.ListenAndServe(address, nil); err != nil { // want "served here without a guard"
		log.Print(err)
	}
}

func again(file string, address string) {
	if _, err := os.Stat(file); err != nil {
		log.Print(http.ListenAndServe(address, nil)) // want "served here without a guard"
	}
}

func everywhere(enabled bool) {
	if enabled {
		log.Print(http.ListenAndServe(":6060", nil)) // want "served on ':6060'"
	}
}
