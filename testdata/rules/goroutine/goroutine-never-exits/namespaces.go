// does-not-compile: the packages it imports are not here
package namespaces

import (
	"time"

	"github.com/kataras/neffos"
)

func connected(c *neffos.NSConn, msg neffos.Message) error {
	go func() { // want "1 goroutine per .* that never ends"
		for {
			<-time.After(30 * time.Second)
			c.Emit("ping", nil)
		}
	}()
	return nil
}

func connectedWell(c *neffos.NSConn, msg neffos.Message) error {
	go func() {
		for !c.Conn.IsClosed() {
			time.Sleep(30 * time.Second)
			c.Emit("ping", nil)
		}
	}()
	return nil
}
