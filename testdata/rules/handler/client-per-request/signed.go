// Package signed wraps transports in one that signs what is sent.
package signed

import (
	"net/http"
	"net/http/httputil"
	"net/url"

	"github.com/gin-gonic/gin"
)

type signing struct {
	base http.RoundTripper
	key  string
}

func (s *signing) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Header.Set("Key", s.key)
	return s.base.RoundTrip(req)
}

func newTransport() *http.Transport {
	return &http.Transport{MaxIdleConns: 10}
}

func sign(base http.RoundTripper, key string) http.RoundTripper {
	if base == nil {
		base = http.DefaultTransport
	}
	return &signing{base: base, key: key}
}

func forward(c *gin.Context) {
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Host: c.Query("host")})
	transport := newTransport() // want "a new http.Transport .`newTransport` makes it. per request"
	proxy.Transport = sign(transport, "key")
	proxy.ServeHTTP(c.Writer, c.Request)
}

var shared = newTransport()

func cleanForward(c *gin.Context) {
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Host: c.Query("host")})
	proxy.Transport = sign(shared, "key")
	proxy.ServeHTTP(c.Writer, c.Request)
}

type node struct{ transport http.RoundTripper }

func cleanKept(c *gin.Context) {
	added := &node{transport: sign(newTransport(), "key")}
	nodes = append(nodes, added)
	c.Status(http.StatusNoContent)
}

var nodes []*node
