// Package holders answers by methods of a struct that holds the context.
package holders

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type reply struct {
	C *gin.Context
}

func (r *reply) send(status, code int, data any) {
	r.C.JSON(status, gin.H{"code": code, "data": data})
}

func (r *reply) name() string { return r.C.Query("name") }

type note struct{ C *gin.Context }

func (n *note) keep(status int) { n.C.Set("status", status) }

func remove(c *gin.Context) {
	r := reply{C: c}
	if c.Param("id") == "" {
		r.send(http.StatusBadRequest, 1, nil) // want "`r.send` answers the request, but the handler goes on to `r.send`"
	}
	r.send(http.StatusOK, 0, nil)
}

func pointed(c *gin.Context) {
	r := &reply{c}
	if c.Param("id") == "" {
		r.send(http.StatusBadRequest, 1, nil) // want "goes on to `c.String`"
	}
	c.String(http.StatusOK, r.name())
}

func leaves(c *gin.Context) {
	r := reply{C: c}
	if c.Param("id") == "" {
		r.send(http.StatusBadRequest, 1, nil)
		return
	}
	r.send(http.StatusOK, 0, nil)
}

func keeps(c *gin.Context) {
	n := note{C: c}
	if c.Param("id") == "" {
		n.keep(http.StatusBadRequest)
	}
	c.String(http.StatusOK, "kept")
}

func other(c *gin.Context, given *gin.Context) {
	r := reply{C: given.Copy()}
	if c.Param("id") == "" {
		r.send(http.StatusBadRequest, 1, nil)
	}
	c.String(http.StatusOK, "other")
}

func refuse(c *gin.Context, status int) {
	c.JSON(status, gin.H{"error": "refused"})
	c.Abort()
}

// No handler follows an abort: Next does nothing.
func guard(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		refuse(c, http.StatusUnauthorized)
	}
	c.Next()
}

func inPlace(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.JSON(http.StatusUnauthorized, nil)
		c.Abort()
	}
	c.Next()
}

func unguarded(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.JSON(http.StatusUnauthorized, nil) // want "goes on to `c.Next`"
	}
	c.Next()
}

func answers(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		refuse(c, http.StatusUnauthorized) // want "goes on to `c.String`"
	}
	c.String(http.StatusOK, "welcome")
}

type payment struct{}

func (payment) AbortTransaction() {}

func others(c *gin.Context) {
	var p payment
	if c.GetHeader("Authorization") == "" {
		c.JSON(http.StatusUnauthorized, nil) // want "goes on to `c.Next`"
		p.AbortTransaction()
	}
	c.Next()
}

func nested(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.JSON(http.StatusUnauthorized, nil) // want "goes on to `c.Next`"
		if c.Query("strict") != "" {
			c.Abort()
		}
	}
	c.Next()
}
