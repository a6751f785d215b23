package main

import (
	"fmt"
	"os"

	"example.com/harness/flow"
	"example.com/harness/speedtest/probe"
)

func main() {
	s := flow.New(probe.Watch)
	fmt.Fprintln(os.Stderr, s.Serve("localhost:8080"))
}
