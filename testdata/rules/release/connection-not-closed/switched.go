// Package switched looks at the answer to a dial that has not failed.
package switched

import (
	"errors"
	"net/http"

	"github.com/gorilla/websocket"
)

var errOther = errors.New("other")

func dial(url string) (*websocket.Conn, error) {
	conn, resp, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		return nil, errOther
	}
	return conn, nil
}

func subprotocol(url string) (*websocket.Conn, error) {
	conn, resp, err := websocket.DefaultDialer.Dial(url, nil) // want "not closed on every path"
	if err != nil {
		return nil, err
	}
	if resp.Header.Get("Sec-Websocket-Protocol") != "chat" {
		return nil, errOther
	}
	return conn, nil
}
