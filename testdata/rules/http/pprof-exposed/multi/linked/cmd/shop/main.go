package main

import (
	"log"
	"net/http"
	"net/http/httptest"

	"example.com/linked/both"
	"example.com/linked/debug"
	"example.com/linked/web"
)

func main() {
	debug.Handler().ServeHTTP(httptest.NewRecorder(), &http.Request{})
	go func() { log.Print(both.CleanServe()) }()
	log.Fatal(web.Serve())
}
