// Package users knows nothing of the router but what it is given.
package users

import (
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
)

func save(c *gin.Context) {
	text, err := io.ReadAll(c.Request.Body)
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, len(text))
}

// Register adds the routes.
func Register(engine *gin.Engine) {
	engine.POST("/users", save)
}
