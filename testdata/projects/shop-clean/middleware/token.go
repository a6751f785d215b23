package middleware

import (
	"crypto/subtle"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// RequireToken lets only those pass who bear the office's token.
func RequireToken(token string) gin.HandlerFunc {
	expected := []byte(token)
	return func(c *gin.Context) {
		given, found := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer ")
		if !found || len(expected) == 0 || subtle.ConstantTimeCompare([]byte(given), expected) != 1 {
			c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "who are you"})
			return
		}
		c.Next()
	}
}
