// Package commented says other things beside what it writes.
package commented

import "github.com/gin-gonic/gin"

var (
	visits int
	clicks int
)

func visit(c *gin.Context) {
	// no need to lock the page
	c.Status(204)
	visits++ // want "`visits` is written while serving a request"
}

func click(c *gin.Context) {
	// want +1 "`clicks` is written while serving a request"
	clicks++ // this should take a lock
	c.Status(204)
}
