// Package made appends to values that each request makes for itself, by ways that are hard to see.
package made

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type api struct{ pages map[string]string }

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
	r.GET("/search", a.search)
}
