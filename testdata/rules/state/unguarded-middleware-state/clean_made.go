// Package made writes maps of values that each request makes for itself, by ways that are hard to see.
package made

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"
)

type node struct {
	children map[string][]*node
	texts    map[string]string
}

func newNode() *node { return &node{children: map[string][]*node{}, texts: map[string]string{}} }

func (n *node) add(name string, child *node) {
	n.children[name] = append(n.children[name], child)
}

func (n *node) describe(key, text string) { n.texts[key] = text }

type builder func() *node

func parse(make builder, source string) (*node, error) {
	if source == "" {
		return nil, errors.New("empty")
	}
	root := make()
	child := make()
	root.add("first", child)
	root.describe("source", source)
	return root, nil
}

type api struct{ pages map[string]string }

func (a *api) compile(c *gin.Context) {
	root, err := parse(newNode, c.Query("source"))
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, len(root.children)+len(a.pages))
}

func routes(r *gin.Engine) {
	a := &api{pages: map[string]string{}}
	r.GET("/compile", a.compile)
}
