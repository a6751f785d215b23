package below

import (
	"net"
	"net/http"

	"github.com/gorilla/websocket"
)

var upgrader websocket.Upgrader

// Who closes the connection below closes the one above.
func cleanBelow(w http.ResponseWriter, r *http.Request) (net.Conn, error) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return nil, err
	}
	return conn.NetConn(), nil
}

func address(w http.ResponseWriter, r *http.Request) (net.Addr, error) {
	conn, err := upgrader.Upgrade(w, r, nil) // want "the connection in `conn` is never closed"
	if err != nil {
		return nil, err
	}
	return conn.RemoteAddr(), nil
}
