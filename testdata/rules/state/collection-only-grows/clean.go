// Package clean keeps something for each client too, and lets go of it.
package clean

import (
	"container/list"
	"embed"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/golang/groupcache/lru"
	"github.com/labstack/echo/v4"
)

const most = 1000

var (
	mu       sync.Mutex
	visits   = map[string]int{}
	sessions = map[string]time.Time{}
	swept    sync.Map
	replaced = map[string]int{}
	full     = map[string]int{}
	recent   []string
	ring     [64]string
	next     int
	queue    []string
	drained  []string
	order    = list.New()
	bounded  = lru.New(most)
	statuses = map[int]int{}
	routes   = map[string]int{}
	methods  = map[string]int{}
	flags    = map[bool]int{}
	handlers = map[string]gin.HandlerFunc{}
	names    []string
	pruned   = map[string]time.Time{}
	lent     = map[string]int{}
	windows  = map[string]int{}
)

func sweeper() {
	for range time.Tick(time.Minute) {
		mu.Lock()
		for client := range visits {
			delete(visits, client)
		}
		mu.Unlock()
	}
}

func sweptLater(c *gin.Context) {
	mu.Lock()
	visits[c.ClientIP()]++
	mu.Unlock()
}

func removedBelow(c *gin.Context) {
	mu.Lock()
	sessions[c.Query("session")] = time.Now()
	mu.Unlock()
	defer func() {
		mu.Lock()
		delete(sessions, c.Query("session"))
		mu.Unlock()
	}()
	c.Next()
}

func sweptByRange(c *gin.Context) {
	swept.Store(c.ClientIP(), time.Now())
	swept.Range(func(key, value any) bool {
		if time.Since(value.(time.Time)) > time.Hour {
			swept.Delete(key)
		}
		return true
	})
}

func startsAnew(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	if next > most {
		replaced = map[string]int{}
	}
	replaced[c.ClientIP()]++
}

func refuses(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	if len(full) >= most {
		c.AbortWithStatus(http.StatusServiceUnavailable)
		return
	}
	full[c.ClientIP()]++
}

func keepsLast(c *gin.Context) {
	mu.Lock()
	recent = append(recent, c.Request.URL.Path)
	if len(recent) > most {
		recent = recent[1:]
	}
	mu.Unlock()
}

func intoRing(c *gin.Context) {
	mu.Lock()
	ring[next%len(ring)] = c.ClientIP()
	next++
	mu.Unlock()
}

func enqueue(c *gin.Context) {
	mu.Lock()
	queue = append(queue, c.Query("job"))
	mu.Unlock()
}

func dequeue() string {
	mu.Lock()
	defer mu.Unlock()
	first := queue[0]
	queue = queue[1:]
	return first
}

func collect(c *gin.Context) {
	mu.Lock()
	drained = append(drained, c.Query("line"))
	mu.Unlock()
}

func flush() []string {
	mu.Lock()
	defer mu.Unlock()
	lines := drained
	drained = nil
	return lines
}

func inLRU(c *gin.Context) {
	mu.Lock()
	bounded.Add(c.ClientIP(), time.Now())
	order.PushBack(1)
	mu.Unlock()
}

// There are few statuses, methods and templates of routes.
func fewKeys(c *gin.Context) {
	c.Next()
	mu.Lock()
	defer mu.Unlock()
	statuses[http.StatusOK]++
	routes[c.FullPath()]++
	methods[c.Request.Method]++
	flags[c.Query("debug") == "1"]++
}

func echoRoute(c echo.Context) error {
	mu.Lock()
	defer mu.Unlock()
	routes[c.Path()]++
	return c.NoContent(http.StatusNoContent)
}

// add runs for each route before the service starts.
func add(name string, handler gin.HandlerFunc) {
	handlers[name] = handler
	names = append(names, name)
}

func setup(engine *gin.Engine) {
	add("fewKeys", fewKeys)
	engine.GET("/few", handlers["fewKeys"])
}

// The map is this request's own.
func ownMap(c *gin.Context) {
	counts := map[string]int{}
	counts[c.Query("word")]++
	c.JSON(http.StatusOK, counts)
}

type view struct {
	words map[string]int
	lines []string
}

func (v *view) add(word string) {
	v.words[word]++
	v.lines = append(v.lines, word)
}

func perRequest(c *gin.Context) {
	v := &view{words: map[string]int{}}
	v.add(c.Query("word"))
	c.JSON(http.StatusOK, v.lines)
}

func prune(entries map[string]time.Time) {
	for key, at := range entries {
		if time.Since(at) > time.Hour {
			delete(entries, key)
		}
	}
}

func prunedByHelper(c *gin.Context) {
	mu.Lock()
	pruned[c.ClientIP()] = time.Now()
	prune(pruned)
	mu.Unlock()
}

func lentOut() map[string]int { return lent }

// Who asks for it may remove what is in it.
func lentAway(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	all := lent
	lent[c.ClientIP()]++
	delete(all, "old")
}

// A factory's map with a sweep of its own.
func windowed() gin.HandlerFunc {
	var lock sync.Mutex
	hits := map[string]int{}
	go func() {
		for range time.Tick(time.Minute) {
			lock.Lock()
			clear(hits)
			lock.Unlock()
		}
	}()
	return func(c *gin.Context) {
		lock.Lock()
		hits[c.ClientIP()]++
		windows["all"]++
		lock.Unlock()
		c.Next()
	}
}

//go:embed *.go
var sources embed.FS

var parsed = map[string]string{}

// Only what is embedded gets an entry.
func embedded(c *gin.Context) {
	name := c.Param("name")
	parsedMu.Lock()
	defer parsedMu.Unlock()
	if _, ok := parsed[name]; !ok {
		text, err := sources.ReadFile(name + ".go")
		if err != nil {
			c.Status(http.StatusNotFound)
			return
		}
		parsed[name] = string(text)
	}
	c.String(http.StatusOK, parsed[name])
}

var parsedMu sync.Mutex
