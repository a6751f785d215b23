// Command reconnects talks to a server for as long as it runs.
package main

import (
	"io"
	"log"
	"net"
	"os"
	"time"
)

func main() {
	for {
		if err := follow("localhost:4000"); err != nil {
			log.Print(err)
		}
		time.Sleep(time.Second)
	}
}

func follow(address string) error {
	conn, err := net.Dial("tcp", address) // want "not closed on every path"
	if err != nil {
		return err
	}
	if _, err := io.WriteString(conn, "follow"); err != nil {
		return err
	}
	_, err = io.Copy(os.Stdout, conn)
	conn.Close()
	return err
}
