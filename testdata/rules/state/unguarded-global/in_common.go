// Package common changes what all programs' packages have in common.
package common

import (
	"crypto/tls"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
)

func patient(c *gin.Context) {
	http.DefaultClient.Timeout = time.Minute // want "`DefaultClient` is written while serving a request"
	c.Status(http.StatusNoContent)
}

func trusting(c *gin.Context) {
	http.DefaultTransport.(*http.Transport).TLSClientConfig = &tls.Config{} // want "`DefaultTransport` is written"
	c.Status(http.StatusNoContent)
}

func dialling(c *gin.Context) {
	dialer := websocket.DefaultDialer
	dialer.HandshakeTimeout = time.Second // want "`DefaultDialer` is written"
	conn, _, err := dialer.DialContext(c, c.Query("url"), nil)
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	_ = conn.Close()
}

func cleanCopied(c *gin.Context) {
	dialer := *websocket.DefaultDialer
	dialer.HandshakeTimeout = time.Second
	conn, _, err := dialer.DialContext(c, c.Query("url"), nil)
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	_ = conn.Close()
}

func cleanReplaced(c *gin.Context) {
	dialer := websocket.DefaultDialer
	dialer = &websocket.Dialer{HandshakeTimeout: time.Second}
	dialer.ReadBufferSize = 1 << 10
	conn, _, err := dialer.DialContext(c, c.Query("url"), nil)
	if err != nil {
		c.Status(http.StatusBadGateway)
		return
	}
	_ = conn.Close()
}

func init() {
	http.DefaultClient.Timeout = time.Second
}

var (
	mu    sync.Mutex
	known = map[string]bool{}
)

// The lock is given up long before the timer fires.
func remembered(c *gin.Context) {
	key := c.Query("key")
	mu.Lock()
	defer mu.Unlock()
	known[key] = true
	time.AfterFunc(time.Minute, func() {
		delete(known, key) // want "`known` is written while serving a request"
	})
}

func cleanRemembered(c *gin.Context) {
	key := c.Query("key")
	mu.Lock()
	defer mu.Unlock()
	known[key] = true
	time.AfterFunc(time.Minute, func() {
		mu.Lock()
		defer mu.Unlock()
		delete(known, key)
	})
	each(func() { known[key] = false })
}

func each(do func()) { do() }
