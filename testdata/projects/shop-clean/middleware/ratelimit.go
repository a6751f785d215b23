package middleware

import (
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

type window struct {
	begins time.Time
	used   int
}

// limiter counts the requests of each client in the current minute.
type limiter struct {
	mu      sync.Mutex
	windows map[string]window
	swept   time.Time
}

// use counts one request and tells how many the client has made.
func (l *limiter) use(client string, now time.Time) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep(now)
	current := l.windows[client]
	if now.Sub(current.begins) > time.Minute {
		current = window{begins: now}
	}
	current.used++
	l.windows[client] = current
	return current.used
}

// sweep forgets clients that have been away; it wants l.mu held.
func (l *limiter) sweep(now time.Time) {
	if now.Sub(l.swept) < time.Minute {
		return
	}
	l.swept = now
	for client, current := range l.windows {
		if now.Sub(current.begins) > time.Minute {
			delete(l.windows, client)
		}
	}
}

// RateLimit lets each client make perMinute requests a minute.
func RateLimit(perMinute int) gin.HandlerFunc {
	limits := &limiter{windows: map[string]window{}}
	return func(c *gin.Context) {
		if limits.use(c.ClientIP(), time.Now()) > perMinute {
			c.Header("Retry-After", "60")
			c.AbortWithStatusJSON(http.StatusTooManyRequests, gin.H{"error": "slow down"})
			return
		}
		c.Next()
	}
}
