// Package unreached writes where tests that were made before let nobody come.
package unreached

import (
	"sync"

	"github.com/gin-gonic/gin"
)

var (
	mu   sync.Mutex
	seen int
)

func find(c *gin.Context, look func(string) *int) {
	var found *int
	for {
		found = look(c.Query("name"))
		if found != nil {
			break
		}
	}
	if found == nil {
		mu.Lock()
		seen++
		mu.Unlock()
	}
}
