// does-not-compile: the packages it imports are not here
// Package forked upgrades requests by a fork of a library.
package forked

import (
	"net"
	"net/http"
	"time"

	"github.com/sagernet/ws"
	"github.com/sagernet/ws/wsutil"
)

func ticks(w http.ResponseWriter, r *http.Request) {
	var conn net.Conn
	if r.Header.Get("Upgrade") == "websocket" {
		var err error
		conn, _, _, err = ws.UpgradeHTTP(r, w) // want "the connection in `conn` is not closed on every path"
		if err != nil {
			return
		}
	}
	for now := time.Now(); time.Since(now) < time.Minute; time.Sleep(time.Second) {
		var err error
		if conn == nil {
			_, err = w.Write([]byte("."))
		} else {
			err = wsutil.WriteServerText(conn, []byte("."))
		}
		if err != nil {
			break
		}
	}
}
