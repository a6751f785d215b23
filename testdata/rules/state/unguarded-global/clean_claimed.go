// Package claimed lets one request at a time do what the others must not.
package claimed

import (
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/gin-gonic/gin"
)

var (
	mu      sync.Mutex
	state   string
	jobs    []string
	running atomic.Bool
	busy    int32
	results []string
	last    string
)

func migrate(c *gin.Context) {
	mu.Lock()
	if state == "running" || state == "done" {
		mu.Unlock()
		c.Status(http.StatusConflict)
		return
	}
	state = "running"
	mu.Unlock()
	jobs = []string{c.Query("job")}
	c.Status(http.StatusNoContent)
}

func collect(c *gin.Context) {
	if !running.CompareAndSwap(false, true) {
		c.Status(http.StatusConflict)
		return
	}
	defer running.Store(false)
	results = []string{c.Query("result")}
}

func note(c *gin.Context) {
	if !atomic.CompareAndSwapInt32(&busy, 0, 1) {
		return
	}
	last = c.Query("note")
	atomic.StoreInt32(&busy, 0)
}
