// Package api limits all bodies.
package api

import (
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
)

func limit(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1<<20)
	c.Next()
}

func save(c *gin.Context) {
	text, err := io.ReadAll(c.Request.Body)
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, len(text))
}

// Serve listens.
func Serve(address string) error {
	engine := gin.New()
	engine.Use(limit)
	engine.POST("/", save)
	return engine.Run(address)
}
