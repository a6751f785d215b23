package middleware

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

type window struct {
	begins time.Time
	used   int
}

// windows counts the requests of each client in the current minute.
var windows = map[string]window{}

// RateLimit lets each client make perMinute requests a minute.
func RateLimit(perMinute int) gin.HandlerFunc {
	return func(c *gin.Context) {
		client := c.ClientIP()
		now := time.Now()
		current := windows[client]
		if now.Sub(current.begins) > time.Minute {
			current = window{begins: now}
		}
		current.used++
		windows[client] = current // want unguarded-global:"windows" collection-only-grows:"."
		if current.used > perMinute {
			c.Header("Retry-After", "60")
			c.AbortWithStatusJSON(http.StatusTooManyRequests, gin.H{"error": "slow down"})
			return
		}
		c.Next()
	}
}
