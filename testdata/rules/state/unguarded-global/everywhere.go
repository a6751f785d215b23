// Package everywhere keeps its settings in a variable that all its handlers write.
package everywhere

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type settings struct{ name, host, port, mode, theme, lang string }

var (
	conf   settings
	visits int
)

func setName(c *gin.Context) {
	conf.name = c.Query("name") // want "`conf` is written while serving a request with no lock held: .*; so it is in 5 more functions"
	c.Status(http.StatusNoContent)
}

func setHost(c *gin.Context) {
	conf.host = c.Query("host")
	c.Status(http.StatusNoContent)
}

func setPort(c *gin.Context) {
	conf.port = c.Query("port")
	c.Status(http.StatusNoContent)
}

func setMode(c *gin.Context) {
	conf.mode = c.Query("mode")
	c.Status(http.StatusNoContent)
}

func setTheme(c *gin.Context) {
	conf.theme = c.Query("theme")
	c.Status(http.StatusNoContent)
}

func setLang(c *gin.Context) {
	conf.lang = c.Query("lang")
	c.Status(http.StatusNoContent)
}

func visit(c *gin.Context) {
	visits++ // want "`visits` is written"
	c.Status(http.StatusNoContent)
}

func routes(engine *gin.Engine) {
	engine.POST("/name", setName)
	engine.POST("/host", setHost)
	engine.POST("/port", setPort)
	engine.POST("/mode", setMode)
	engine.POST("/theme", setTheme)
	engine.POST("/lang", setLang)
	engine.POST("/visit", visit)
}
