// Package limiters has a limiter for each client.
package limiters

import (
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

type limiter struct{ last time.Time }

type limits struct {
	mu   sync.Mutex
	all  map[string]*limiter
	seen sync.Map
}

func newLimits() *limits { return &limits{all: map[string]*limiter{}} }

func (l *limits) of(ip string) *limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	found, ok := l.all[ip]
	if !ok {
		found = &limiter{}
		l.all[ip] = found // want "`all` gains an entry per `ip`"
	}
	return found
}

func (l *limits) note(ip string) {
	l.seen.Store(ip, time.Now()) // want "`seen` gains an entry per `ip`"
}

var shared = newLimits()

func limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if shared.of(r.RemoteAddr).last.IsZero() {
			next.ServeHTTP(w, r)
		}
	})
}

func limitGin(own *limits) gin.HandlerFunc {
	return func(c *gin.Context) {
		own.note(c.ClientIP())
		c.Next()
	}
}

// One for each request.
type visit struct{ pages map[string]bool }

func (v *visit) page(path string) { v.pages[path] = true }

func pages(c *gin.Context) {
	v := &visit{pages: map[string]bool{}}
	v.page(c.Request.URL.Path)
	c.JSON(http.StatusOK, v.pages)
}

// Forgets who has not come for long.
type bounded struct {
	mu      sync.Mutex
	clients map[string]time.Time
}

func (b *bounded) note(ip string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for other, last := range b.clients {
		if time.Since(last) > time.Hour {
			delete(b.clients, other)
		}
	}
	b.clients[ip] = time.Now()
}

func limitBounded() gin.HandlerFunc {
	b := &bounded{clients: map[string]time.Time{}}
	return func(c *gin.Context) {
		b.note(c.ClientIP())
		c.Next()
	}
}

// The first request makes the one that all have.
type devices struct {
	mu  sync.Mutex
	all map[string]*limiter
}

var known *devices

func knownDevices() *devices {
	if known == nil {
		known = &devices{all: map[string]*limiter{}}
	}
	return known
}

func (d *devices) allow(key string) bool { return d.of(key).last.IsZero() }

func (d *devices) of(key string) *limiter {
	d.mu.Lock()
	defer d.mu.Unlock()
	found, ok := d.all[key]
	if !ok {
		found = &limiter{}
		d.all[key] = found // want "`all` gains an entry per `key`"
	}
	return found
}

func handleDevice(c *gin.Context) {
	limits := knownDevices()
	if !limits.allow("device:" + c.Query("voucher")) {
		c.Status(http.StatusTooManyRequests)
		return
	}
	c.Status(http.StatusNoContent)
}
