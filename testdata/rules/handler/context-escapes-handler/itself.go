// Package itself has helpers that hand themselves a literal which calls the one that they got.
package itself

import (
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
)

type branch struct {
	name string
	subs []branch
}

func (b branch) walk(visit func(name string)) {
	visit(b.name)
	for _, sub := range b.subs {
		sub.walk(func(name string) { visit(b.name + "/" + name) })
	}
}

func (b branch) scatter(visit func(name string)) {
	for _, sub := range b.subs {
		sub.scatter(func(name string) { visit(b.name + "/" + name) })
	}
	go visit(b.name)
}

var root branch

func list(c *gin.Context) {
	root.walk(func(name string) {
		log.Print(c.ClientIP(), name)
	})
	c.Status(http.StatusOK)
}

func spread(c *gin.Context) {
	root.scatter(func(name string) {
		log.Print(c.ClientIP(), name) // want "goroutine"
	})
	c.Status(http.StatusOK)
}
