// Package middleware holds what every request passes through.
package middleware

import (
	"bytes"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

const maxKept = 4 << 10

var lines = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// AccessLog writes one line for each request to out.
func AccessLog(out io.Writer) gin.HandlerFunc {
	var writing sync.Mutex
	return func(c *gin.Context) {
		line := lines.Get().(*bytes.Buffer)
		line.Reset()
		defer putLine(line)
		begin := time.Now()
		fmt.Fprintf(line, "%s %s %s", c.ClientIP(), c.Request.Method, c.Request.URL.Path)
		c.Next()
		fmt.Fprintf(line, " %d %d %s", c.Writer.Status(), c.Writer.Size(), time.Since(begin))
		for _, problem := range c.Errors {
			fmt.Fprintf(line, " %q", problem.Error())
		}
		line.WriteByte('\n')
		writing.Lock()
		defer writing.Unlock()
		_, _ = line.WriteTo(out)
	}
}

// putLine drops lines that grew too long to be kept.
func putLine(line *bytes.Buffer) {
	if line.Cap() <= maxKept {
		lines.Put(line)
	}
}
