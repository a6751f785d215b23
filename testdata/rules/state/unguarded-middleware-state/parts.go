// Package parts has a service of parts, whose methods handlers call.
package parts

import (
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/singleflight"
)

type catalog struct {
	names  map[string]string
	byName map[string]string
	hits   int
	mu     sync.Mutex
	safe   map[string]string
	filled map[string]string
	once   singleflight.Group
}

func newCatalog() *catalog {
	return &catalog{names: map[string]string{}, byName: map[string]string{}, safe: map[string]string{}, filled: map[string]string{}}
}

func (s *catalog) add(id, name string) {
	s.hits++
	s.names[id] = name // want "`s.names.id.`, and 2 more beside it, of this struct are one for all requests .* concurrent map writes"
	s.byName[name] = id
}

func (s *catalog) remove(id string) {
	delete(s.byName, s.safeName(id))
	delete(s.names, id)
}

func (s *catalog) safeName(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.safe[id] = id
	delete(s.safe, id)
	return id
}

// One at a time does it, whoever else asks then waits.
func (s *catalog) refresh() {
	_, _, _ = s.once.Do("refresh", func() (any, error) {
		s.fill()
		return nil, nil
	})
}

func (s *catalog) fill() { s.filled["all"] = "all" }

// One for each request.
type basket struct{ items map[string]int }

func (b *basket) put(item string) { b.items[item]++ }

type api struct{ catalog *catalog }

func (a *api) create(c *gin.Context) {
	a.catalog.add(c.Query("id"), c.Query("name"))
	mine := &basket{items: map[string]int{}}
	mine.put(c.Query("id"))
	c.JSON(http.StatusOK, mine.items)
}

func (a *api) drop(c *gin.Context) {
	a.catalog.remove(c.Query("id"))
	a.catalog.refresh()
	c.Status(http.StatusNoContent)
}

// What only runs at the start.
func (s *catalog) load() { s.names["a"] = "b" }

func routes(engine *gin.Engine) {
	a := &api{catalog: newCatalog()}
	a.catalog.load()
	engine.POST("/", a.create)
	engine.DELETE("/", a.drop)
}
