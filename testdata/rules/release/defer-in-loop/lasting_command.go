// Command lasting accepts connections for as long as it runs.
package main

import (
	"log"
	"net"
	"os"
	"time"
)

func main() {
	l, err := net.Listen("tcp", ":7000")
	if err != nil {
		log.Fatal(err)
	}
	go watch("state")
	serve(l)
}

func serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close() // want "`conn` is released when the function returns"
		if _, err := conn.Write([]byte("hello")); err != nil {
			log.Print(err)
		}
	}
}

func watch(path string) {
	for range time.Tick(time.Second) {
		file, err := os.Open(path)
		if err != nil {
			return
		}
		defer file.Close() // want "`file` is released when the function returns"
		if _, err := file.Stat(); err != nil {
			return
		}
	}
}
