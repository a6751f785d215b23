// Package others does the same with echo and fiber.
package others

import (
	"bufio"
	"fmt"
	"log"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func echoLater(c echo.Context) error {
	go func() {
		log.Print(c.RealIP()) // want "echo gives it to another request"
	}()
	return c.NoContent(202)
}

var (
	mu   sync.Mutex
	seen = map[string]echo.Context{}
)

func echoKept(c echo.Context) error {
	mu.Lock()
	defer mu.Unlock()
	clear(seen)
	seen[c.RealIP()] = c // want "kept in `seen"
	return nil
}

func echoAfter(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		time.AfterFunc(time.Minute, func() { log.Print(c.Path()) }) // want "by a timer"
		return next(c)
	}
}

func echoAwaited(c echo.Context) error {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		log.Print(c.RealIP())
	}()
	wg.Wait()
	return nil
}

func echoPlain(c echo.Context) error {
	ip := c.RealIP()
	go log.Print(ip)
	return nil
}

func fiberLater(c *fiber.Ctx) error {
	go func() {
		log.Print(c.Path()) // want "fiber gives it to another request"
	}()
	return c.SendStatus(202)
}

func fiberStream(c *fiber.Ctx) error {
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		fmt.Fprintf(w, "data: %s\n\n", c.Params("room")) // want "while the body is streamed"
	})
	return nil
}

var rooms = make(chan *fiber.Ctx, 1)

func fiberSent(c *fiber.Ctx) error {
	rooms <- c // want "sent to `rooms`"
	return nil
}

func fiberStreamOfValues(c *fiber.Ctx) error {
	room := string(append([]byte(nil), c.Params("room")...))
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		fmt.Fprintf(w, "data: %s\n\n", room)
	})
	return nil
}

func fiberAwaited(c *fiber.Ctx) error {
	done := make(chan struct{})
	go func() {
		log.Print(c.Path())
		close(done)
	}()
	<-done
	return nil
}
