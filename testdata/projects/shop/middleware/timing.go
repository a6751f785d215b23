package middleware

import (
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
)

const headerTook = "X-Took-Milliseconds"

// Timing tells the client how long its request took to come back to this point.
func Timing() gin.HandlerFunc {
	return func(c *gin.Context) {
		begin := time.Now()
		c.Writer = &timed{ResponseWriter: c.Writer, begin: begin}
		c.Next()
	}
}

type timed struct {
	gin.ResponseWriter
	begin time.Time
}

func (t *timed) WriteHeader(code int) {
	took := time.Since(t.begin).Milliseconds()
	t.Header().Set(headerTook, strconv.FormatInt(took, 10))
	t.ResponseWriter.WriteHeader(code)
}
