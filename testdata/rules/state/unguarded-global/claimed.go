// Package tested looks at a flag before it writes, but takes nothing for itself.
package tested

import (
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

var (
	mu    sync.Mutex
	ready bool
	asked int
	jobs  []string
	names []string
)

func add(c *gin.Context) {
	mu.Lock()
	if !ready {
		mu.Unlock()
		c.Status(http.StatusConflict)
		return
	}
	mu.Unlock()
	jobs = append(jobs, c.Query("job")) // want "`jobs` is written"
}

func rename(c *gin.Context) {
	mu.Lock()
	if !ready {
		mu.Unlock()
		return
	}
	asked = 1
	mu.Unlock()
	names = append(names, c.Query("name")) // want "`names` is written"
}
