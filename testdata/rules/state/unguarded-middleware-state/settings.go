// Package settings has handlers that change the settings of the running service.
package settings

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type options struct {
	Debug   bool
	Retries int
	Titles  map[string]string
}

type admin struct {
	options *options
	view    *options
	saved   int
}

func routes(engine *gin.Engine, options, view *options) {
	a := &admin{options: options, view: view}
	engine.PUT("/debug", a.setDebug)
	engine.PUT("/retries", a.setRetries)
	engine.PUT("/view", a.setView)
}

// One finding for all of the settings, a second for what lies beside them.
func (a *admin) setDebug(c *gin.Context) {
	a.options.Debug = c.Query("on") == "true" // want "`a.options.Debug`, and 1 more beside it, of this handler's struct are one for all requests"
	a.saved++                                 // want "`a.saved` of this handler's struct is one for all requests"
	c.Status(http.StatusNoContent)
}

func (a *admin) setRetries(c *gin.Context) {
	a.options.Retries = len(c.Query("n"))
	c.Status(http.StatusNoContent)
}

// The map is worse than what is set before it.
func (a *admin) setView(c *gin.Context) {
	a.view.Debug = true
	a.view.Titles[c.Query("lang")] = c.Query("title") // want "`a.view.Titles.*, and 1 more beside it, .* concurrent map writes"
	c.Status(http.StatusNoContent)
}
