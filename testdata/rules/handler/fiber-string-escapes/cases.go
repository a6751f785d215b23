// Package cases keeps text of fiber's requests, and copies of it.
package cases

import (
	"bufio"
	"fmt"
	"log"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/utils"
)

type event struct {
	name string
	body []byte
}

var (
	mu     sync.Mutex
	last   string
	hits   = map[string]int{}
	bodies = map[string][]byte{}
	queue  = make(chan event, 8)
	texts  = make(chan string, 8)
	open   sync.Map
	list   []string
)

func forget() {
	mu.Lock()
	defer mu.Unlock()
	last, list = "", nil
	clear(hits)
	clear(bodies)
	open.Range(func(key, _ any) bool { open.Delete(key); return true })
}

func inGoroutine(c *fiber.Ctx) error {
	name := c.Params("name")
	go func() {
		log.Print(name) // want "`c.Params\\(\"name\"\\)` is used in a goroutine that nobody waits for, but fiber"
	}()
	return nil
}

func passed(c *fiber.Ctx) error {
	go log.Print(c.Query("q")) // want "goroutine"
	return nil
}

func global(c *fiber.Ctx) error {
	mu.Lock()
	defer mu.Unlock()
	last = c.Get("User-Agent") // want "kept in `last`"
	return nil
}

func key(c *fiber.Ctx) error {
	mu.Lock()
	defer mu.Unlock()
	hits[c.Params("page")]++ // want "kept in `hits`"
	return nil
}

func value(c *fiber.Ctx) error {
	mu.Lock()
	defer mu.Unlock()
	bodies["last"] = c.Body() // want "kept in `bodies"
	return nil
}

func sent(c *fiber.Ctx) error {
	texts <- c.FormValue("text") // want "sent to `texts`"
	return nil
}

func sentInside(c *fiber.Ctx) error {
	queue <- event{name: c.Query("name")} // want "sent to `queue`"
	return nil
}

func stored(c *fiber.Ctx) error {
	token := c.Cookies("token")
	open.Store("last", token) // want "kept in `open`"
	return nil
}

func appended(c *fiber.Ctx) error {
	mu.Lock()
	defer mu.Unlock()
	list = append(list, c.Path()) // want "kept in `list`"
	return nil
}

func timed(c *fiber.Ctx) error {
	host := c.Hostname()
	time.AfterFunc(time.Second, func() { log.Print(host) }) // want "by a timer"
	return nil
}

func streamed(c *fiber.Ctx) error {
	room := c.Params("room")
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		fmt.Fprint(w, room) // want "while the body is streamed"
	})
	return nil
}

type cache struct {
	mu    sync.Mutex
	pages map[string]string
}

func (p *cache) save(c *fiber.Ctx) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.pages)
	p.pages["page"] = c.Query("page") // want "kept in `p.pages"
	return nil
}

// In order.

func copied(c *fiber.Ctx) error {
	name := utils.CopyString(c.Params("name"))
	go func() { log.Print(name) }()
	return nil
}

func cloned(c *fiber.Ctx) error {
	mu.Lock()
	defer mu.Unlock()
	hits[strings.Clone(c.Query("q"))]++
	return nil
}

func converted(c *fiber.Ctx) error {
	mu.Lock()
	defer mu.Unlock()
	last = string(c.Body())
	return nil
}

func joined(c *fiber.Ctx) error {
	mu.Lock()
	defer mu.Unlock()
	last = "user " + c.Params("name")
	return nil
}

func formatted(c *fiber.Ctx) error {
	texts <- fmt.Sprintf("%s!", c.Params("name"))
	return nil
}

func number(c *fiber.Ctx) error {
	id, err := strconv.Atoi(c.Params("id"))
	go func() { log.Print(id, err) }()
	return err
}

func integer(c *fiber.Ctx) error {
	id, _ := c.ParamsInt("id")
	go func() { log.Print(id) }()
	return nil
}

func within(c *fiber.Ctx) error {
	seen := map[string]bool{}
	seen[c.Params("name")] = true
	return c.SendString(c.Query("q"))
}

func looked(c *fiber.Ctx) error {
	mu.Lock()
	defer mu.Unlock()
	return c.JSON(hits[c.Params("page")])
}

func awaited(c *fiber.Ctx) error {
	name := c.Params("name")
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		log.Print(name)
	}()
	wg.Wait()
	return nil
}

func appendedCopy(c *fiber.Ctx) error {
	mu.Lock()
	defer mu.Unlock()
	bodies["copy"] = append([]byte(nil), c.Body()...)
	return nil
}

func logged(c *fiber.Ctx) error {
	log.Print(c.Path(), c.Get("User-Agent"))
	return nil
}

func convertedTooLate(c *fiber.Ctx) error {
	body := c.Body()
	go func() {
		log.Print(string(body)) // want "is used in a goroutine"
	}()
	return nil
}

func convertedInTime(c *fiber.Ctx) error {
	body := string(c.Body())
	go func() {
		log.Print(body)
	}()
	return nil
}
