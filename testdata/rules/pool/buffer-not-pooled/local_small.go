// Package localsmall keeps its buffer to itself: told as a note at most.
package localsmall

import (
	"bytes"
	"net/http"

	"github.com/gin-gonic/gin"
)

func joinPath(c *gin.Context) {
	var key bytes.Buffer // want "bytes.Buffer"
	key.WriteString(c.Request.Method)
	key.WriteByte(' ')
	key.WriteString(c.FullPath())
	c.String(http.StatusOK, key.String())
}

func routes(engine *gin.Engine) {
	engine.GET("/path", joinPath)
}
