// Package api serves.
package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// Handler answers.
func Handler() http.Handler {
	e := gin.New()
	e.GET("/repos/:name", repo)
	return e
}

func repo(c *gin.Context) {
	if c.Param("name") == "missing" {
		c.String(http.StatusNotFound, "") // want "goes on to `c.String`"
	}
	c.String(http.StatusOK, "{}")
}
