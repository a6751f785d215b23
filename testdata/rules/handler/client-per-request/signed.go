// Package signed wraps transports in one that signs what is sent.
package signed

import (
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"

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

func newSigned(key string) *http.Client {
	base := http.DefaultTransport.(*http.Transport).Clone()
	base.Proxy = nil
	return &http.Client{
		Timeout:   time.Second,
		Transport: &signing{base: base, key: key},
	}
}

func fetch(c *gin.Context) {
	resp, err := newSigned(c.Query("key")).Get("https://prices.example") // want "a new http.Transport .`newSigned` makes it. per request"
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

var signed = newSigned("key")

func cleanFetch(c *gin.Context) {
	resp, err := signed.Get("https://prices.example")
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

func cleanClosed(c *gin.Context) {
	client := newSigned(c.Query("key"))
	defer client.CloseIdleConnections()
	resp, err := client.Get("https://prices.example")
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	resp.Body.Close()
	c.Status(resp.StatusCode)
}

func cleanListed(c *gin.Context) {
	nodes = append(nodes, &node{transport: &signing{base: newTransport(), key: c.Query("key")}})
	c.Status(http.StatusNoContent)
}

func cleanRegistered(c *gin.Context) {
	local := &http.Transport{DisableKeepAlives: true}
	local.RegisterProtocol("signed", &signing{base: newTransport(), key: c.Query("key")})
	routed = local
	c.Status(http.StatusNoContent)
}

var routed *http.Transport
