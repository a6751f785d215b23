// Package main serves for as long as the process lives.
package main

import (
	"log"
	"net"
	"net/rpc"
)

func main() { serve("localhost:9000") }

func serve(address string) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Panic(err)
	}
	defer listener.Close() // want "this defer never runs: nothing after it returns"
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Println(err)
			continue
		}
		go rpc.ServeConn(conn)
	}
}
