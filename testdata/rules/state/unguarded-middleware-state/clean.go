// Package clean shares under locks, or does not share.
package clean

import (
	"bytes"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func locked() gin.HandlerFunc {
	var mu sync.Mutex
	hits := map[string]int{}
	return func(c *gin.Context) {
		mu.Lock()
		hits[c.FullPath()]++
		mu.Unlock()
		c.Next()
	}
}

func counted() gin.HandlerFunc {
	var count atomic.Int64
	var old int64
	return func(c *gin.Context) {
		count.Add(1)
		atomic.AddInt64(&old, 1)
		c.Next()
	}
}

func once() gin.HandlerFunc {
	var first sync.Once
	var name string
	return func(c *gin.Context) {
		first.Do(func() { name = c.Request.Host })
		c.Header("X-Name", name)
	}
}

// The factory may write what it likes: it runs once.
func prepared(paths []string) gin.HandlerFunc {
	known := map[string]bool{}
	for _, path := range paths {
		known[path] = true
	}
	return func(c *gin.Context) {
		if !known[c.FullPath()] {
			c.AbortWithStatus(http.StatusNotFound)
		}
	}
}

func ownVariables() gin.HandlerFunc {
	return func(c *gin.Context) {
		count := 0
		words := map[string]int{}
		each := func(word string) {
			count++
			words[word]++
		}
		each(c.Query("word"))
		c.JSON(http.StatusOK, words)
	}
}

func perRequest(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		var err error
		http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			c.SetRequest(r)
			err = next(c)
		}).ServeHTTP(c.Response(), c.Request())
		return err
	}
}

func byChannel() fiber.Handler {
	slot := make(chan struct{}, 1)
	count := 0
	return func(c *fiber.Ctx) error {
		slot <- struct{}{}
		count++
		<-slot
		return c.Next()
	}
}

// A wrapper of the writer is made for each request.
type capture struct {
	gin.ResponseWriter
	body   bytes.Buffer
	status int
}

func (w *capture) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *capture) serve(c *gin.Context) {
	w.status = http.StatusOK
	c.Writer = w
	c.Next()
}

func captured(c *gin.Context) {
	w := &capture{ResponseWriter: c.Writer}
	w.serve(c)
}

// Values of a pool belong to one request at a time.
type scratch struct{ path string }

var scratches = sync.Pool{New: func() any { return &scratch{} }}

func (s *scratch) handle(c *gin.Context) {
	s.path = c.FullPath()
	c.String(http.StatusOK, s.path)
}

func pooled(c *gin.Context) {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	s.handle(c)
}

// A receiver that is no pointer is a copy.
type copied struct{ name string }

func (v copied) show(c *gin.Context) {
	v.name = c.Query("name")
	c.String(http.StatusOK, v.name)
}

func copies(engine *gin.Engine) { engine.GET("/copy", copied{}.show) }

type store struct {
	mu    sync.Mutex
	items map[string]string
	ready bool
}

func newStore() *store {
	s := &store{items: map[string]string{}}
	s.fill()
	return s
}

// fill runs before anything is served.
func (s *store) fill() {
	s.items["tea"] = "green"
	s.ready = true
}

func (s *store) put(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items[c.Query("key")] = c.Query("value")
}

func (s *store) putLocked(c *gin.Context) {
	s.items[c.Query("key")] = c.Query("value")
}

func (s *store) putBelow(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.set(c.Query("key"))
}

func (s *store) set(key string) { s.items[key] = key }

func (s *store) remove(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.items, c.Query("key"))
}

func useStore(engine *gin.Engine) {
	s := newStore()
	engine.GET("/put", s.put)
	engine.DELETE("/put", s.remove)
	engine.GET("/below", s.putBelow)
	engine.GET("/locked", s.putLocked)
}

// The handler is run where it is made.
func rehearse(w http.ResponseWriter) int {
	return run(func(r *http.Request) int {
		served := 0
		http.HandlerFunc(func(http.ResponseWriter, *http.Request) { served++ }).ServeHTTP(nil, r)
		return served
	})
}

func dryRun(r *http.Request) int {
	served := 0
	http.HandlerFunc(func(http.ResponseWriter, *http.Request) { served++ }).ServeHTTP(nil, r)
	return served
}

func run(do func(*http.Request) int) int { return do(nil) }
