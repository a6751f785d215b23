// Package twofiles declares in one file what another writes.
package twofiles

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func show(c *gin.Context) {
	bump(c.Param("page"))
	c.Status(http.StatusOK)
}

func routes(engine *gin.Engine) {
	engine.GET("/pages/:page", show)
}
