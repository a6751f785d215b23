// Package exits ends the process only where something is wrong.
package exits

import (
	"net/http"
	"os"
)

var text []byte

func load(name string) {
	read, err := os.ReadFile(name)
	if err != nil {
		os.Exit(1)
	}
	text = read // want "text"
}

func reload(w http.ResponseWriter, _ *http.Request) {
	load("greeting.txt")
	w.WriteHeader(http.StatusNoContent)
}
