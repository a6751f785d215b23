// Package hidden hides gin's context behind an interface of its own.
package hidden

import "github.com/gin-gonic/gin"

type Context interface {
	Name() string
	Say(text string)
}

type hidden struct{ c *gin.Context }

func newContext(c *gin.Context) Context { return &hidden{c} }

func (h *hidden) Name() string    { return h.c.Query("name") }
func (h *hidden) Say(text string) { h.c.String(200, text) }

type handler func(c Context)

func wrap(handle handler) gin.HandlerFunc {
	return func(c *gin.Context) { handle(newContext(c)) }
}

var (
	last    string
	started string
)

func greet() handler {
	started = "greet"
	return func(c Context) {
		last = c.Name() // want "`last` is written while serving a request with no lock held"
		c.Say("hello, " + last)
	}
}

func routes(r *gin.Engine) { r.GET("/greet", wrap(greet())) }

// What is made of a context and is none itself serves nothing.
type session interface{ ID() string }

type visit struct{ id string }

func (v *visit) ID() string { return v.id }

func newSession(c *gin.Context) session { return &visit{id: c.ClientIP()} }

var first string

func cleanKeep(s session) { first = s.ID() }

type keeper func(s session)

func keepers() []keeper { return []keeper{cleanKeep} }
