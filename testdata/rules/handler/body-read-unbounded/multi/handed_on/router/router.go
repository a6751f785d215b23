// Package router makes the router.
package router

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func limit(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1<<20)
	c.Next()
}

// New gives a router that limits bodies.
func New() *gin.Engine {
	engine := gin.New()
	engine.Use(limit)
	return engine
}
