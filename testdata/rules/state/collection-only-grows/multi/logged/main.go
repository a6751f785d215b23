package main

import (
	"net/http"

	"example.com/logged/log"
)

func main() {
	logger := log.NewConsole()
	kept := log.NewBuffer()
	kept.Print("starts")
	_ = http.ListenAndServe("localhost:8080", cleanHandler(logger))
}

func cleanHandler(logger log.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		logger.Print(r.URL.Path)
	})
}
