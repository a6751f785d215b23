package main

import (
	"log"

	"example.com/linked/alone"
	"example.com/linked/both"
)

func main() {
	go func() { log.Print(both.CleanServe()) }()
	log.Fatal(alone.CleanServe())
}
