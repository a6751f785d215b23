// does-not-compile: the package it imports is not here

// Package pooled uses requests in the goroutines of a pool.
package pooled

import (
	"context"
	"log"
	"time"

	"github.com/bytedance/gopkg/util/gopool"
	"github.com/gin-gonic/gin"
)

var workers gopool.Pool

func beside(ctx context.Context, f func()) { workers.CtxGo(ctx, f) }

func timed(c *gin.Context) {
	done := make(chan bool, 1)
	beside(c, func() {
		log.Print(c.FullPath()) // want "gin gives it to another request"
		done <- true
	})
	select {
	case <-done:
	case <-time.After(time.Second):
	}
}

func cleanAwaited(c *gin.Context) {
	done := make(chan bool)
	workers.Go(func() {
		log.Print(c.FullPath())
		close(done)
	})
	<-done
}
