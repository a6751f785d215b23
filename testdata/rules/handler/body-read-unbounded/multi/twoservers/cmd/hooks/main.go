// Command hooks is a server of its own.
package main

import (
	"log"

	"example.com/twoservers/hooks"
)

func main() {
	log.Fatal(hooks.Serve(":8081"))
}
