package main

import (
	"log"
	"net/http"
	"net/http/httptest"

	"example.com/linked/debug"
	"example.com/linked/web"
)

func main() {
	debug.Handler().ServeHTTP(httptest.NewRecorder(), &http.Request{})
	log.Fatal(web.Serve())
}
