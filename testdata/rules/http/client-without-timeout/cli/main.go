// A command line that waits for what a server says: its loop runs for itself, not for clients.
package main

import (
	"net/http"
	"os"

	"github.com/gorilla/websocket"
)

func register(conn *websocket.Conn) error {
	for {
		_, text, err := conn.ReadMessage()
		if err != nil {
			return err
		}
		resp, err := http.Get(string(text))
		if err != nil {
			return err
		}
		_ = resp.Body.Close()
	}
}

func login(server string) error {
	conn, _, err := websocket.DefaultDialer.Dial(server, nil)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	return register(conn)
}

var upgrader websocket.Upgrader

func answer(conn *websocket.Conn) error {
	for {
		_, text, err := conn.ReadMessage()
		if err != nil {
			return err
		}
		resp, err := http.Get(string(text)) // want "`http.Get` waits for ever"
		if err != nil {
			return err
		}
		_ = resp.Body.Close()
	}
}

func handle(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	_ = answer(conn)
}

func main() {
	http.HandleFunc("/", handle)
	if len(os.Args) > 1 {
		_ = login(os.Args[1])
	}
}
