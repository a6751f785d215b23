// Package owncontext puts a context of its own around gin's.
package owncontext

import (
	"context"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
)

type Context struct {
	*gin.Context
	Tenant int64
	trace  string
}

func (c *Context) created(v any) { c.JSON(http.StatusCreated, v) }

func (c *Context) logs(text string) { log.Print(c.trace, text) }

func handle(h func(*Context)) gin.HandlerFunc {
	return func(g *gin.Context) { h(&Context{Context: g}) }
}

func notify(ctx context.Context, to string) error {
	<-ctx.Done()
	return ctx.Err()
}

func remember(c *Context) { log.Print(c.Tenant, c.trace) }

func remind(c *Context) { log.Print(c.Tenant, c.ClientIP()) }

func order(c *Context) {
	go func() {
		log.Print(c.PostForm("mail")) // want "`c` is used in a goroutine that nobody waits for, but gin gives it to another request when the handler returns: take the values it needs before"
	}()
	go remind(c) // want "goroutine that nobody waits for"
	c.created(gin.H{})
}

func orderLater(c *Context) {
	go func() {
		c.created(gin.H{}) // want "goroutine that nobody waits for"
	}()
}

func orderWithin(c *Context) {
	go func() {
		log.Print(c.Context.FullPath()) // want "goroutine that nobody waits for"
	}()
}

func ownFieldsAlone(c *Context) {
	go func() {
		log.Print(c.Tenant)
		c.logs("ordered")
		remember(c)
	}()
	go remember(c)
	c.created(gin.H{})
}

func withTheRequests(c *Context) {
	go notify(context.WithoutCancel(c.Request.Context()), c.PostForm("mail"))
	c.created(gin.H{})
}

func valuesBefore(c *Context) {
	mail := c.PostForm("mail")
	go func() { log.Print(mail) }()
	c.created(gin.H{})
}

func Routes(r *gin.Engine) {
	for path, h := range map[string]func(*Context){
		"/order": order, "/later": orderLater, "/within": orderWithin, "/own": ownFieldsAlone, "/the": withTheRequests,
		"/before": valuesBefore,
	} {
		r.POST(path, handle(h))
	}
}
