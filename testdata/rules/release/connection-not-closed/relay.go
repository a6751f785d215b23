// Command relay answers connections for ever: its process does not close what one of them leaves open.
package main

import (
	"bufio"
	"log"
	"net"
)

func main() {
	serve(":7000")
}

func serve(address string) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Print(err)
			continue
		}
		go answer(conn)
	}
}

func answer(conn net.Conn) { // want "the connection in `conn` is not closed on every path"
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return
	}
	_, _ = conn.Write([]byte(line))
	_ = conn.Close()
}
