// Package shop is what a program of several services runs as one of them, by its name.
package shop

import (
	"flag"
	"log"
	"net"
	"net/http"
)

var services = map[string]func(){}

func main() {
	addr := flag.String("to", "localhost:9000", "where to report")
	flag.Parse()

	conn, err := net.Dial("tcp", *addr) // want "the connection in `conn` is never closed"
	if err != nil {
		log.Fatal(err)
	}
	if _, err := conn.Write([]byte("started")); err != nil {
		log.Fatal(err)
	}
	_ = http.ListenAndServe("localhost:8080", nil)
}

func init() {
	services["shop"] = main
}
