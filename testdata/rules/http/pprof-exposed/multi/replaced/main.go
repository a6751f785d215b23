package main

import (
	"log"
	"net/http"
	"time"

	_ "example.com/replaced/guard"
)

func main() {
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Second}
	log.Fatal(server.ListenAndServe())
}
