// Command handedon gives the router that one package makes to another.
package main

import (
	"log"

	"example.com/handedon/router"
	"example.com/handedon/users"
)

func main() {
	engine := router.New()
	users.Register(engine)
	log.Fatal(engine.Run(":8080"))
}
