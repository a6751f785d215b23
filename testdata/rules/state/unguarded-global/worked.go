// Package worked counts requests three ways, as the first report did, and
// keeps what it should not.
package worked

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
)

var counter int

func count(c *gin.Context) {
	counter++ // want "counter"
	c.JSON(http.StatusOK, gin.H{"count": counter})
}

var (
	mu      sync.Mutex
	guarded int
)

func countGuarded(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	guarded++
	c.JSON(http.StatusOK, gin.H{"count": guarded})
}

var exact int64

func countExact(c *gin.Context) {
	c.JSON(http.StatusOK, gin.H{"count": atomic.AddInt64(&exact, 1)})
}

var history = map[string]string{}

// One megabyte a request, under a key that never comes again.
func remember(c *gin.Context) {
	history[time.Now().String()] = strings.Repeat("x", 1<<20) // want "history"
	c.Status(http.StatusNoContent)
}

func routes(engine *gin.Engine) {
	engine.GET("/count", count)
	engine.GET("/guarded", countGuarded)
	engine.GET("/exact", countExact)
	engine.GET("/remember", remember)
}
