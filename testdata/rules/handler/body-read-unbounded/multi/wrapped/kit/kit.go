// Package kit wraps what net/http gives to handlers.
package kit

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// Request is a request with the parameters of its route.
type Request struct {
	*http.Request
	params map[string]string
}

// Context is echo's, with the user.
type Context struct {
	echo.Context
	user string
}

// Job is not given to handlers.
type Job struct{ Name string }

// User returns who asks.
func (c *Context) User() string { return c.user }

// Param returns a parameter of the route.
func (r Request) Param(name string) string { return r.params[name] }
