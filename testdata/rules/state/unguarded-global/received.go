// Package received receives values, and tokens, and writes what all share.
package received

import (
	"io"

	"github.com/gin-gonic/gin"
)

var (
	limited []string
	counted int
	kept    int
	turn    = make(chan struct{}, 1)
	pool    = make(chan *int, 1)
)

func drop(name string) { limited = append(limited[:0], name) } // want "`limited` is written while serving a request"

// A message that is received is no lock.
func stream(c *gin.Context) {
	replies := make(chan string)
	c.Stream(func(w io.Writer) bool {
		select {
		case reply := <-replies:
			drop(reply)
			return true
		case <-c.Request.Context().Done():
			return false
		}
	})
}

func cleanTurn(c *gin.Context) {
	turn <- struct{}{}
	counted++
	<-turn
	c.Next()
}

func cleanPool(c *gin.Context) {
	number := <-pool
	kept = *number
	pool <- number
	c.Next()
}
