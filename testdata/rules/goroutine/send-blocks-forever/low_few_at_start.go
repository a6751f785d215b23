// Package main looks two hosts up as it starts: few are left behind, and once.
package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"time"
)

// Two at the start are no crowd.
func lookUpAll() {
	for _, host := range []string{"db", "cache"} {
		go func() {
			if err := lookUp(host); err != nil {
				fmt.Println(err)
			}
		}()
	}
}

func lookUp(host string) error {
	found := make(chan error)
	go func() {
		_, err := net.LookupHost(host)
		found <- err // want "the send on `found` blocks for ever when something else comes first"
	}()
	select {
	case err := <-found:
		return err
	case <-time.After(time.Second):
		return errors.New("too late")
	}
}

func main() {
	lookUpAll()
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	<-signals
}
