// Package keys has collections of which nobody can tell how many keys they get.
package keys

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"

	"github.com/gin-gonic/gin"
)

var (
	mu       sync.Mutex
	tenants  = map[string]int{}
	language = map[string]string{}
	features []string
)

func tenant(c *gin.Context) {
	mu.Lock()
	tenants[c.GetString("tenant")]++ // want "`tenants` gains an entry"
	mu.Unlock()
}

type catalog interface{ Default(context.Context) string }

func translate(from catalog) gin.HandlerFunc {
	return func(c *gin.Context) {
		name := from.Default(c.Request.Context())
		mu.Lock()
		language[name] = name // want "`language` gains an entry per `name`"
		mu.Unlock()
	}
}

// What is there already is not added again.
func enable(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	if feature := c.GetString("feature"); !slices.Contains(features, feature) {
		features = append(features, feature) // want "`features` gains an element"
	}
}

var kinds = map[string]int{}

// The name of a type: the value it is read from is new, but the name is not.
func countKind[T any](c *gin.Context) {
	mu.Lock()
	kinds[fmt.Sprintf("%T", *new(T))]++ // want "`kinds` gains an entry"
	mu.Unlock()
}

func countsKinds(r *gin.Engine) {
	r.GET("/kind", countKind[http.Request])
}

var upstreams = map[string]int{}

// An address that the service makes itself: of how many, nobody can tell.
func upstream(host string) gin.HandlerFunc {
	own := url.URL{Scheme: "https", Host: host}
	return func(c *gin.Context) {
		mu.Lock()
		upstreams[own.String()]++ // want "`upstreams` gains an entry"
		mu.Unlock()
		c.Next()
	}
}
