// Package streams sends events to clients, who may leave.
package streams

import (
	"io"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

func heartbeats(c *gin.Context) {
	beats := make(chan bool)
	done := make(chan bool)
	go func() {
		ticker := time.NewTicker(10 * time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				beats <- true // want "the send on `beats` blocks for ever"
			case <-done:
				return
			}
		}
	}()
	c.Stream(func(io.Writer) bool {
		<-beats
		c.SSEvent("beat", "")
		return true
	})
	close(done)
}

func results(c *gin.Context, work func() []string) {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for _, line := range work() {
			lines <- line // want "the send on `lines` blocks for ever"
		}
	}()
	c.Stream(func(io.Writer) bool {
		line, more := <-lines
		if !more {
			return false
		}
		c.SSEvent("line", line)
		return true
	})
}

func cleanResults(c *gin.Context, work func() []string) {
	lines := make(chan string)
	gone := c.Request.Context().Done()
	go func() {
		defer close(lines)
		for _, line := range work() {
			select {
			case lines <- line:
			case <-gone:
				return
			}
		}
	}()
	c.Stream(func(io.Writer) bool {
		line, more := <-lines
		if !more {
			return false
		}
		c.SSEvent("line", line)
		return true
	})
}

func cleanRest(c *gin.Context, work func() []string) {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for _, line := range work() {
			lines <- line
		}
	}()
	c.Stream(func(io.Writer) bool {
		line, more := <-lines
		if more {
			c.SSEvent("line", line)
		}
		return more
	})
	for range lines {
		continue
	}
}

func cleanRoom(c *gin.Context, work func() string) {
	line := make(chan string, 1)
	go func() { line <- work() }()
	c.Stream(func(io.Writer) bool {
		c.SSEvent("line", <-line)
		return false
	})
	c.Status(http.StatusOK)
}
