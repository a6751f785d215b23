// Package ownanswers answers by methods of a context of its own.
package ownanswers

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"
)

var errEmpty = errors.New("no name")

type Context struct {
	*gin.Context
}

func (c *Context) OK(v any) { c.JSON(http.StatusOK, v) }

func (c *Context) Fail(err error) {
	c.AbortWithStatusJSON(http.StatusBadRequest, gin.H{"error": err.Error()})
}

func (c *Context) Note(err error) { _ = c.Error(err) }

func (c *Context) Maybe(err error) {
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
	}
}

type form struct{ Name string }

func create(c *Context) {
	var f form
	if err := c.ShouldBind(&f); err != nil {
		c.Fail(err) // want "`c.Fail` answers the request, but the handler goes on to `c.Fail`"
	}
	if f.Name == "" {
		c.Fail(errEmpty) // want "`c.Fail` answers the request, but the handler goes on to `c.OK`"
	}
	c.OK(f)
}

func refuse(c *gin.Context, why string) {
	c.JSON(http.StatusForbidden, gin.H{"error": why})
}

func show(c *gin.Context) {
	if c.Query("token") == "" {
		refuse(c, "no token") // want "`refuse` answers the request, but the handler goes on to `c.JSON`"
	}
	c.JSON(http.StatusOK, gin.H{})
}

func goodCreate(c *Context) {
	var f form
	if err := c.ShouldBind(&f); err != nil {
		c.Fail(err)
		return
	}
	if f.Name == "" {
		c.Note(errEmpty)
	}
	c.OK(f)
}

func goodMaybe(c *Context) {
	var f form
	if err := c.ShouldBind(&f); err != nil {
		c.Maybe(err)
	}
	if c.IsAborted() {
		return
	}
	c.OK(f)
}

// reply says yes or no by what it is given: what follows may belong to either.
func reply(c *gin.Context, ok bool) {
	if ok {
		c.JSON(http.StatusOK, gin.H{})
		return
	}
	c.JSON(http.StatusNotFound, gin.H{})
}

func goodReply(c *gin.Context) {
	if c.Query("old") != "" {
		reply(c, true)
	}
	c.Header("Cache-Control", "no-store")
}

// stop ends the handler as net/http suggests it.
func stop(w http.ResponseWriter, status int) {
	w.WriteHeader(status)
	panic(http.ErrAbortHandler)
}

// tell ends nothing where there is nobody to tell.
func tell(w http.ResponseWriter, status int) {
	w.WriteHeader(status)
	if status == http.StatusNotFound {
		return
	}
	panic(http.ErrAbortHandler)
}

func goodStop(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		stop(w, http.StatusMethodNotAllowed)
	}
	w.WriteHeader(http.StatusNoContent)
}

func tells(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		tell(w, http.StatusMethodNotAllowed) // want "answers the request"
	}
	w.WriteHeader(http.StatusNoContent)
}

func Routes(r *gin.Engine) {
	wrap := func(h func(*Context)) gin.HandlerFunc {
		return func(g *gin.Context) { h(&Context{g}) }
	}
	r.POST("/create", wrap(create))
	r.POST("/good", wrap(goodCreate))
	r.POST("/maybe", wrap(goodMaybe))
	r.GET("/show", show)
	r.GET("/reply", goodReply)
}
