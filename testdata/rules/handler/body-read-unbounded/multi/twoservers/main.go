// Command twoservers serves the interface, and limits bodies.
package main

import (
	"log"

	"example.com/twoservers/api"
)

func main() {
	log.Fatal(api.Serve(":8080"))
}
