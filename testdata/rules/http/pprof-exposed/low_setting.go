// Package setting shows the profiles where somebody asked for it.
package setting

import (
	"net/http"
	"net/http/pprof"

	"github.com/gin-gonic/gin"
)

func onDemand(engine *gin.Engine, debug bool) {
	engine.GET("/orders", func(c *gin.Context) { c.Status(http.StatusNoContent) })
	if debug {
		engine.GET("/debug/pprof/", gin.WrapF(pprof.Index)) // want "served here without a guard"
	}
}
