// Package sought keeps one element for each of what it looks for first.
package sought

import (
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

type counter struct {
	name string
	hits int
}

type counters struct {
	mu      sync.Mutex
	clients []*counter
}

var shared = &counters{}

func (c *counters) client(name string) *counter {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, each := range c.clients {
		if each.name == name {
			return each
		}
	}
	made := &counter{name: name}
	c.clients = append(c.clients, made) // want "`clients` gains an element while serving a request"
	return made
}

// The first call names the service, the second one the client.
func count(ctx *gin.Context) {
	shared.client(service()).hits++
	shared.client("client "+ctx.ClientIP()).hits++
}

func service() string { return "orders" }

// Only keys that have a limit are counted.
type breaker struct {
	mu     sync.Mutex
	limits map[string]int
	counts map[string]*int
	seen   map[string]int
}

var one = &breaker{limits: map[string]int{"read": 10}, counts: map[string]*int{}, seen: map[string]int{}}

func (b *breaker) enter(key string) bool {
	limit, limited := b.limits[key]
	if !limited {
		return true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	count, known := b.counts[key]
	if !known {
		count = new(int)
		b.counts[key] = count
	}
	*count++
	return *count <= limit
}

func (b *breaker) note(key string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, known := b.seen[key]; !known {
		b.seen[key] = 1 // want "`seen` gains an entry per `key` while serving a request"
	}
}

func guard(w http.ResponseWriter, r *http.Request) {
	one.note(r.FormValue("bucket"))
	if !one.enter(r.FormValue("bucket")) {
		w.WriteHeader(http.StatusTooManyRequests)
	}
}
