// Package ginforms has home-made timeouts for gin.
package ginforms

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

func timeout(limit time.Duration) gin.HandlerFunc {
	return func(c *gin.Context) {
		done := make(chan struct{}, 1)
		go func() {
			c.Next() // want "`c.Next` runs in a goroutine that this handler does not always wait for"
			done <- struct{}{}
		}()
		select {
		case <-done:
		case <-time.After(limit):
			c.AbortWithStatus(http.StatusGatewayTimeout)
		}
	}
}

func byContext(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), time.Second)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	finished := make(chan struct{})
	panics := make(chan any, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				panics <- p
			}
		}()
		c.Next() // want "c.Next"
		close(finished)
	}()
	select {
	case p := <-panics:
		panic(p)
	case <-finished:
	case <-ctx.Done():
		c.AbortWithStatus(http.StatusGatewayTimeout)
	}
}

func fireAndForget(c *gin.Context) {
	go c.Next() // want "c.Next"
}

func limited(next gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		done := make(chan struct{})
		go func() {
			defer close(done)
			next(c) // want "`next` runs in a goroutine"
		}()
		select {
		case <-done:
		case <-c.Request.Context().Done():
		}
	}
}

func inGroup(c *gin.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		c.Next() // want "c.Next"
	}()
	if c.Query("nowait") != "" {
		return
	}
	wg.Wait()
}

// In order.

func plain(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), time.Second)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}

func awaited(c *gin.Context) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.Next()
	}()
	<-done
}

func awaitedAfterAll(c *gin.Context) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.Next()
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
		c.Set("slow", true)
		<-done
	}
}

func waitGroup(c *gin.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		c.Next()
	}()
	wg.Wait()
}

func beside(c *gin.Context) {
	started := time.Now()
	c.Next()
	took := time.Since(started)
	go func() { _ = took }()
}

func serve(engine *gin.Engine) {
	go func() { _ = engine.Run("localhost:8080") }()
}
