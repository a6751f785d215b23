package items

import (
	"encoding/json"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"golang.org/x/sync/errgroup"
)

func send(string) error { return nil }

func perName(c *gin.Context) {
	for _, name := range c.QueryArray("name") {
		go send(name) // want "1 goroutine per item of a request, and nothing limits how many at once"
	}
}

func perBodyItem(w http.ResponseWriter, r *http.Request) {
	var names []string
	_ = json.NewDecoder(r.Body).Decode(&names)
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() { // want "1 goroutine per item"
			defer wg.Done()
			_ = send(name)
		}()
	}
	wg.Wait()
}

func byIndex(c echo.Context) error {
	names := c.QueryParams()["name"]
	for i := 0; i < len(names); i++ {
		go send(names[i]) // want "1 goroutine per item"
	}
	return nil
}

func perHeader(c *fiber.Ctx) error {
	for name := range c.GetReqHeaders() {
		go send(name) // want "1 goroutine per item"
	}
	return nil
}

func notify(names []string) {
	for _, name := range names {
		go send(name) // want "1 goroutine per item"
	}
}

func callsNotify(c *gin.Context) {
	notify(c.QueryArray("name"))
}

func withSlots(c *gin.Context) {
	slots := make(chan struct{}, 8)
	for _, name := range c.QueryArray("name") {
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			_ = send(name)
		}()
	}
}

func withWorkers(c *gin.Context) {
	names := make(chan string)
	defer close(names)
	for range 4 {
		go func() {
			for name := range names {
				_ = send(name)
			}
		}()
	}
	for _, name := range c.QueryArray("name") {
		names <- name
	}
}

func withGroup(c *gin.Context) {
	var group errgroup.Group
	group.SetLimit(8)
	for _, name := range c.QueryArray("name") {
		group.Go(func() error { return send(name) })
	}
	_ = group.Wait()
}

func fixed(c *gin.Context) {
	for _, name := range []string{"a", "b", "c"} {
		go send(name)
	}
}

var targets = []string{"a", "b"}

func ofPackage(c *gin.Context) {
	for _, name := range targets {
		go send(name)
	}
}

func atStart(names []string) {
	for _, name := range names {
		go send(name)
	}
}

func main() {
	atStart(targets)
}

func single(c *gin.Context) {
	go send(c.Query("name"))
}

func withSemaphore(c *gin.Context, acquire func(), release func()) {
	for _, name := range c.QueryArray("name") {
		acquire()
		go func() {
			defer release()
			_ = send(name)
		}()
	}
}
