// Package owntable registers handlers with a context of its own from a table.
package owntable

import (
	"net/http"
	"regexp"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

type Context struct {
	*gin.Context
	User string
}

type Admin struct {
	Context
	Level int
}

type Asking interface {
	echo.Context
	User() string
}

type Holder struct {
	made *gin.Context // no part of what the type is
}

type route struct {
	method, path string
	serve        func(*Context)
}

func routes() []route {
	return []route{{http.MethodGet, "/mail", mail}, {method: http.MethodGet, path: "/phone", serve: phone}}
}

func mail(c *Context) {
	if !regexp.MustCompile(`^\S+@\S+$`).MatchString(c.Query("mail")) { // want "compiled per request"
		c.Status(http.StatusBadRequest)
	}
}

func phone(c *Context) {
	c.JSON(http.StatusOK, regexp.MustCompile(`^\+?\d+$`).MatchString(c.Query("phone"))) // want "compiled per request"
}

func promote(c Admin) bool { return regexp.MustCompile(`^[a-z]+$`).MatchString(c.User) } // want "compiled per request"

func ask(c Asking) error {
	return c.JSON(http.StatusOK, regexp.MustCompile(`^\d+$`).MatchString(c.User())) // want "compiled per request"
}

func keep(h *Holder) *regexp.Regexp { return regexp.MustCompile(`^\d+$`) }

type named struct{ Name string }

func check(n named) bool { return regexp.MustCompile(`^\w+$`).MatchString(n.Name) }

func Register(r *gin.Engine) {
	for _, x := range routes() {
		r.Handle(x.method, x.path, func(g *gin.Context) { x.serve(&Context{Context: g}) })
	}
}
