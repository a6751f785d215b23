// Package aliased writes package variables by other names.
package aliased

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type app struct{ name, domain string }

type settings struct{ theme string }

var (
	current  = &app{name: "shop"}
	byName   = map[string]int{}
	defaults = settings{theme: "light"}
)

func rename(c *gin.Context) {
	a := current
	a.name = c.PostForm("name") // want "`current` is written while serving a request with no lock held"
	a.domain = c.PostForm("domain")
	c.JSON(http.StatusOK, gin.H{"name": a.name})
}

func count(c *gin.Context) {
	counts := byName
	counts[c.Query("name")]++ // want "`byName` is written while serving a request with no lock held: two at once end the process"
	c.Status(http.StatusNoContent)
}

func cleanCopy(c *gin.Context) {
	mine := defaults
	mine.theme = c.Query("theme")
	c.JSON(http.StatusOK, gin.H{"theme": mine.theme})
}

func cleanReplaced(c *gin.Context) {
	a := current
	a = &app{name: c.Query("name")}
	a.domain = c.Query("domain")
	c.JSON(http.StatusOK, gin.H{"name": a.name, "domain": a.domain})
}

func routes(engine *gin.Engine) {
	engine.POST("/name", rename)
	engine.POST("/count", count)
	engine.GET("/theme", cleanCopy)
	engine.GET("/replaced", cleanReplaced)
}
