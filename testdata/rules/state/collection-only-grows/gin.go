// Package shop keeps something for each client, and never lets go of it.
package shop

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"
	"golang.org/x/sync/singleflight"
)

var (
	mu       sync.Mutex
	visits   = map[string]int{}
	archive  = map[time.Time]string{}
	jobs     = make(map[string]*job)
	tokens   sync.Map
	flight   singleflight.Group
	history  []string
	watchers []func(string)
	carts    = map[cartKey][]string{}
	agents   = map[string]struct{}{}
	registry = struct {
		sync.Mutex
		users map[string]int
	}{users: map[string]int{}}
)

type job struct{ started time.Time }

type cartKey struct {
	tenant string
	client string
}

func countVisits(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	visits[c.ClientIP()]++ // want "an entry per `c.ClientIP..` while serving a request"
	c.Next()
}

// A megabyte per request, under the time of its arrival.
func keepPage(c *gin.Context) {
	page := strings.Repeat("x", 1<<20)
	mu.Lock()
	archive[time.Now()] = page // want "`archive` gains an entry per `time.Now..`"
	mu.Unlock()
	c.String(http.StatusOK, page)
}

func startJob(c *gin.Context) {
	id := uuid.NewString()
	mu.Lock()
	jobs[id] = &job{started: time.Now()} // want "`jobs` gains an entry per `id`"
	mu.Unlock()
	c.JSON(http.StatusAccepted, gin.H{"id": id})
}

func remember(c *gin.Context) {
	token := strings.TrimPrefix(c.GetHeader("Authorization"), "Bearer ")
	tokens.Store(token, time.Now()) // want "`tokens` gains an entry per `token`"
	c.Next()
}

func listen(c *gin.Context) {
	id := c.Param("id")
	mu.Lock()
	watchers = append(watchers, func(event string) { c.SSEvent(id, event) }) // want "`watchers` gains an element"
	mu.Unlock()
}

func logPath(c *gin.Context) {
	mu.Lock()
	history = append(history, c.Request.URL.Path) // want "`history` gains an element while serving a request"
	mu.Unlock()
	c.Next()
}

func addToCart(c *gin.Context) {
	key := cartKey{tenant: "main", client: c.ClientIP()}
	mu.Lock()
	carts[key] = append(carts[key], c.PostForm("item")) // want "`carts` gains an entry per `key`"
	mu.Unlock()
}

func noteAgent(c *gin.Context) {
	agent := c.Request.UserAgent()
	mu.Lock()
	if _, known := agents[agent]; !known {
		agents[agent] = struct{}{} // want "`agents` gains an entry per `agent`"
	}
	mu.Unlock()
}

type signup struct {
	Mail string `json:"mail"`
}

func sign(c *gin.Context) {
	var form signup
	if err := c.ShouldBindJSON(&form); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	registry.Lock()
	registry.users[form.Mail]++ // want "`users` gains an entry per `form.Mail`"
	registry.Unlock()
}

// The factory runs once; what it makes, all requests share.
func limited(limit int) gin.HandlerFunc {
	var lock sync.Mutex
	buckets := map[string]int{}
	return func(c *gin.Context) {
		lock.Lock()
		buckets[c.ClientIP()]++ // want "`buckets` gains an entry per `c.ClientIP..`"
		over := buckets[c.ClientIP()] > limit
		lock.Unlock()
		if over {
			c.AbortWithStatus(http.StatusTooManyRequests)
			return
		}
		c.Next()
	}
}

var perClient sync.Map

// The key comes through a helper of the package.
func address(c *gin.Context) string {
	if forwarded := c.GetHeader("X-Forwarded-For"); forwarded != "" {
		return forwarded
	}
	return c.ClientIP()
}

func limiterOf(c *gin.Context) *job {
	entry, _ := perClient.LoadOrStore(address(c), &job{}) // want "`perClient` gains an entry per `address.c.`"
	return entry.(*job)
}

func useLimiter(c *gin.Context) {
	limiterOf(c).started = time.Now()
}

var answers = map[string]string{}

// The way from the handler tells what the parameter is.
func cacheAnswer(query, answer string) {
	mu.Lock()
	defer mu.Unlock()
	answers[query] = answer // want "`answers` gains an entry per `query`"
}

func search(c *gin.Context) {
	cacheAnswer(c.Query("q"), "nothing found")
	_, _, _ = flight.Do(c.Query("q"), func() (any, error) { return nil, nil })
}
