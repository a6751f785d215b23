// Command twoservers has two servers, of which one limits bodies.
package main

import (
	"log"

	"example.com/twoservers/api"
	"example.com/twoservers/hooks"
)

func main() {
	go func() { log.Print(hooks.Serve(":8081")) }()
	log.Fatal(api.Serve(":8080"))
}
