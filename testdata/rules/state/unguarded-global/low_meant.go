// Package meant counts without a lock, and says so.
package meant

import "github.com/gin-gonic/gin"

var (
	logins int
	orders int
)

func login(c *gin.Context) {
	// want +1 "`logins` is written while serving a request"
	logins++ // no need for an atomic: it is only shown on a page
	c.Status(204)
}

func order(c *gin.Context) {
	// An estimate: we don't need an accurate count here.
	orders++ // want "`orders`"
	c.Status(204)
}
