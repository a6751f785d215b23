// Package meant counts without a lock, and says so.
package meant

import "github.com/gin-gonic/gin"

var (
	visits int
	logins int
	orders int
)

func visit(c *gin.Context) {
	visits++ // want "`visits` is written while serving a request"
	c.Status(204)
}

func login(c *gin.Context) {
	// want +1 "`logins`"
	logins++ // no need for an atomic: it is only shown on a page
	c.Status(204)
}

func order(c *gin.Context) {
	// An estimate: we don't need an accurate count here.
	orders++ // want "`orders`"
	c.Status(204)
}
