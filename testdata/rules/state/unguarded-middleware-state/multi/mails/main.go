// Package main serves mail, all of it on one value.
package main

import (
	"log"
	"net"

	"example.com/mails/mail"
)

func main() {
	listener, err := net.Listen("tcp", ":9000")
	if err != nil {
		log.Fatal(err)
	}
	server := &mail.Server{}
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Print(err)
			continue
		}
		go server.Handle(conn) // want "`s.conn` is set by each of the goroutines that `main` starts in a loop, all on one value"
	}
}
