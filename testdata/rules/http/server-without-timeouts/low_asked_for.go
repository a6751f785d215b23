// Package main serves profiles by the default mux, as something else does, where somebody asks for that.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

var (
	address  = flag.String("address", "localhost:0", "")
	profiles = flag.String("pprof", "", "")
)

type server struct{}

// ServePProf is for who looks for leaks.
func (s *server) ServePProf(address string) error {
	return http.ListenAndServe(address, nil) // want "`http.ListenAndServe` has no read timeout"
}

func main() {
	flag.Parse()
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {})
	if *profiles != "" {
		go func() {
			log.Print("pprof at ", *profiles)
			log.Print(http.ListenAndServe(*profiles, nil)) // want "`http.ListenAndServe` has no read timeout"
		}()
	}
	log.Print((&server{}).ServePProf(*profiles))
}
