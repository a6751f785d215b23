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

// A trace that one request makes is filled by the value that holds it.
type trace struct{ lines []string }

func (t *trace) note(line string) { t.lines = append(t.lines, line) }

type query struct{ trace *trace }

func (q *query) run(name string) int {
	q.trace.note(name)
	return len(q.trace.lines)
}

var makeTrace = func() *trace { return &trace{} }

func (a *api) search(c *gin.Context) {
	q := &query{trace: makeTrace()}
	c.JSON(http.StatusOK, q.run(c.Query("q")))
}

func routes(r *gin.Engine) {
	a := &api{pages: map[string]string{}}
	r.GET("/compile", a.compile)
	r.GET("/search", a.search)
}
