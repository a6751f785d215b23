// Package worked holds the logging and timing middleware of the first report.
package worked

import (
	"bytes"
	"fmt"
	"log"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// accessLog makes a buffer for every request that passes.
func accessLog() gin.HandlerFunc {
	return func(c *gin.Context) {
		line := bytes.NewBuffer(nil) // want "bytes.Buffer|bytes.NewBuffer"
		fmt.Fprintf(line, "%s %s from %s", c.Request.Method, c.Request.URL.Path, c.ClientIP())
		c.Next()
		fmt.Fprintf(line, " -> %d", c.Writer.Status())
		log.Print(line.String())
	}
}

var lines = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// pooledAccessLog takes its buffer from a pool, empties it and gives it back.
func pooledAccessLog() gin.HandlerFunc {
	return func(c *gin.Context) {
		line := lines.Get().(*bytes.Buffer)
		line.Reset()
		defer lines.Put(line)
		fmt.Fprintf(line, "%s %s from %s", c.Request.Method, c.Request.URL.Path, c.ClientIP())
		c.Next()
		fmt.Fprintf(line, " -> %d", c.Writer.Status())
		log.Print(line.String())
	}
}

// timing measures what runs inside of it and holds nothing.
func timing() gin.HandlerFunc {
	return func(c *gin.Context) {
		begin := time.Now()
		c.Next()
		log.Printf("%s took %s", c.FullPath(), time.Since(begin))
	}
}

func routes(engine *gin.Engine) {
	engine.Use(accessLog(), pooledAccessLog(), timing())
}
