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

// AccessLog writes one line for each request to out.
func AccessLog(out io.Writer) gin.HandlerFunc {
	var writing sync.Mutex
	return func(c *gin.Context) {
		line := bytes.NewBuffer(nil) // want buffer-not-pooled:"bytes"
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
