package main

import (
	"log"

	"example.com/linked/alone"
)

func main() { log.Fatal(alone.CleanServe()) }
