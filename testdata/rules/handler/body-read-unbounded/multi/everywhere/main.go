// Command everywhere limits the bodies of both its servers by a middleware that never says Next.
package main

import (
	"io"
	"log"
	"net/http"

	"github.com/gin-gonic/gin"
)

func limiter(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1_000_000)
}

func copied(r *http.Request) ([]byte, error) {
	return io.ReadAll(r.Body)
}

func login(c *gin.Context) {
	text, err := copied(c.Request)
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, len(text))
}

func open(engine *gin.Engine) {
	engine.Use(limiter)
	engine.POST("/login", login)
}

func closed(engine *gin.Engine) {
	engine.Use(limiter)
	engine.POST("/admin", login)
}

func main() {
	users, admins := gin.New(), gin.New()
	open(users)
	closed(admins)
	go func() { log.Print(admins.Run("127.0.0.1:8081")) }()
	log.Fatal(users.Run(":8080"))
}
