// Package oneroute limits the bodies of one route and of one group.
package oneroute

import (
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
)

func limitBody(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1<<20)
	c.Next()
}

func cleanLogin(c *gin.Context) {
	text, err := io.ReadAll(c.Request.Body)
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, len(text))
}

func cleanUpload(c *gin.Context) {
	text, err := c.GetRawData()
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, len(text))
}

func report(c *gin.Context) {
	text, err := io.ReadAll(c.Request.Body) // want "takes the whole request body into memory"
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, len(text))
}

// One of its two routes has no limit.
func either(c *gin.Context) {
	_, _ = c.GetRawData() // want "takes the whole request body into memory"
	c.Status(http.StatusNoContent)
}

// It comes before what limits single routes.
func audit(c *gin.Context) {
	text, _ := io.ReadAll(c.Request.Body) // want "takes the whole request body into memory"
	c.Set("size", len(text))
	c.Next()
}

func cleanUnknown(c *gin.Context) {
	_, _ = c.GetRawData()
	c.Status(http.StatusNoContent)
}

func routes() *gin.Engine {
	router := gin.New()
	router.POST("/login", limitBody, cleanLogin)
	router.Use(audit)
	router.POST("/report", report)
	router.POST("/either", limitBody, either)
	router.POST("/other", either)
	files := router.Group("/files", limitBody)
	files.POST("/new", cleanUpload)
	return router
}
