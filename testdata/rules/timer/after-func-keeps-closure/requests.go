package requests

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

const ttl = 15 * time.Minute

var grace = 5 * time.Minute

func forget(string) {}

func ginHandler(c *gin.Context) {
	name := c.Param("name")
	time.AfterFunc(10*time.Minute, func() { // want "1 timer per request, with all that its function captures, stays for 10\\*time.Minute"
		forget(name)
	})
	c.Status(http.StatusOK)
}

func netHandler(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path
	_ = time.AfterFunc(time.Hour, func() { forget(name) }) // want "stays for time.Hour"
	w.WriteHeader(http.StatusOK)
}

func echoHandler(c echo.Context) error {
	name := c.Param("name")
	time.AfterFunc(ttl, func() { forget(name) }) // want "stays for ttl"
	return c.NoContent(http.StatusOK)
}

func fiberHandler(c *fiber.Ctx) error {
	name := c.Params("name")
	wait := 2 * time.Hour
	time.AfterFunc(wait, func() { forget(name) }) // want "stays for wait"
	return nil
}

func remember(name string) {
	time.AfterFunc(time.Duration(90)*time.Second, func() { forget(name) }) // want "1 timer per request"
}

func callsRemember(c *gin.Context) {
	remember(c.Param("name"))
}

func middleware() gin.HandlerFunc {
	return func(c *gin.Context) {
		key := c.ClientIP()
		time.AfterFunc(time.Minute, func() { forget(key) }) // want "stays for time.Minute"
		c.Next()
	}
}

func inBranch(c *gin.Context) {
	if name := c.Query("name"); name != "" {
		time.AfterFunc(time.Minute+30*time.Second, func() { forget(name) }) // want "1 timer per request"
	}
}

func short(c *gin.Context) {
	name := c.Param("name")
	time.AfterFunc(5*time.Second, func() { forget(name) })
}

func stopped(c *gin.Context) {
	name := c.Param("name")
	timer := time.AfterFunc(10*time.Minute, func() { forget(name) })
	defer timer.Stop()
}

func variable(c *gin.Context, d time.Duration) {
	name := c.Param("name")
	time.AfterFunc(d, func() { forget(name) })
	time.AfterFunc(grace, func() { forget(name) })
}

func factory() gin.HandlerFunc {
	time.AfterFunc(10*time.Minute, func() { forget("") })
	return func(c *gin.Context) { c.Next() }
}

type session struct{ timer *time.Timer }

func kept(c *gin.Context, s *session) {
	name := c.Param("name")
	s.timer = time.AfterFunc(10*time.Minute, func() { forget(name) })
}

func handedOver(c *gin.Context) *time.Timer {
	name := c.Param("name")
	return time.AfterFunc(10*time.Minute, func() { forget(name) })
}

func main() {
	time.AfterFunc(24*time.Hour, func() { forget("") })
}
