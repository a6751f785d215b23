// Package lowsought keeps one element for each service, and the services may be few.
package lowsought

import (
	"sync"

	"github.com/gin-gonic/gin"
)

type counter struct {
	name string
	hits int
}

type service struct {
	name string
}

type counters struct {
	mu  sync.Mutex
	all []*counter
}

var shared = &counters{}

func (c *counters) of(s *service) *counter {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, each := range c.all {
		if each.name == s.name {
			return each
		}
	}
	made := &counter{name: s.name}
	c.all = append(c.all, made) // want "`all` gains an element while serving a request"
	return made
}

func counted(s *service) gin.HandlerFunc {
	return func(*gin.Context) {
		shared.of(s).hits++
	}
}
