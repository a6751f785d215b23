// Package meant counts without a lock, and says so.
package meant

import "github.com/gin-gonic/gin"

var (
	logins int
	orders int
	lines  int
	turns  bool
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

// What hangs on a count that is meant so is told of with it.
func log() {
	// want +1 "`lines`, and 1 more variable, are written"
	lines++ // we don't need an exact number
	if lines > 1000 && !turns {
		turns = true
	}
}

func write(c *gin.Context) {
	log()
	c.Status(204)
}
