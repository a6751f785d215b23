package requests

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func work() {}

func spins(c *gin.Context) {
	go func() { // want "1 goroutine per request that never ends: nothing leaves its loop"
		for {
			work()
			time.Sleep(time.Second)
		}
	}()
	c.Status(http.StatusAccepted)
}

func stops(c *gin.Context) {
	ctx := c.Request.Context()
	go func() {
		for ctx.Err() == nil {
			work()
			time.Sleep(time.Second)
		}
	}()
	c.Status(http.StatusAccepted)
}

func ticks(w http.ResponseWriter, r *http.Request) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	go func() { // want "Stop does not close it"
		for range ticker.C {
			work()
		}
	}()
	w.WriteHeader(http.StatusAccepted)
}

func ticksAndReturns(w http.ResponseWriter, r *http.Request) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	ctx := r.Context()
	go func() {
		for range ticker.C {
			if ctx.Err() != nil {
				return
			}
			work()
		}
	}()
	w.WriteHeader(http.StatusAccepted)
}

func ticksOfTime(c echo.Context) error {
	go func() { // want "1 goroutine per request that never ends"
		for range time.Tick(time.Minute) {
			work()
		}
	}()
	return c.NoContent(http.StatusAccepted)
}

func selectsOnly(c *fiber.Ctx) error {
	ticker := time.NewTicker(time.Second)
	events := make(chan string)
	go func() { // want "1 goroutine per request that never ends"
		for {
			select {
			case <-ticker.C:
				work()
			case event := <-events:
				fmt.Println(event)
			}
		}
	}()
	return c.SendStatus(http.StatusAccepted)
}

func selectsWithDone(c *fiber.Ctx) error {
	ticker := time.NewTicker(time.Second)
	done := make(chan struct{})
	defer close(done)
	go func() {
		for {
			select {
			case <-ticker.C:
				work()
			case <-done:
				return
			}
		}
	}()
	return c.SendStatus(http.StatusAccepted)
}

func poll(url string) {
	for {
		fmt.Println(url)
		time.Sleep(time.Minute)
	}
}

func startsPoll(c *gin.Context) {
	go poll(c.Query("url")) // want "1 goroutine per request that never ends"
	c.Status(http.StatusAccepted)
}

type janitor struct{ every time.Duration }

func (j *janitor) clean() {
	for {
		time.Sleep(j.every)
		work()
	}
}

func newJanitor() *janitor {
	j := &janitor{every: time.Minute}
	go j.clean() // want "1 goroutine per request that never ends"
	return j
}

func cachePerRequest(c *gin.Context) {
	j := newJanitor()
	c.JSON(http.StatusOK, j.every)
}

type sweeper struct{ every time.Duration }

func newSweeper() *sweeper {
	s := &sweeper{every: time.Minute}
	go func() {
		for {
			time.Sleep(s.every)
			work()
		}
	}()
	return s
}

func factory() gin.HandlerFunc {
	s := newSweeper()
	return func(c *gin.Context) {
		c.JSON(http.StatusOK, s.every)
	}
}

func limiterPerRequest() gin.HandlerFunc {
	return func(c *gin.Context) {
		visitors := map[string]int{}
		go func() { // want "1 goroutine per request that never ends"
			for {
				time.Sleep(time.Minute)
				clear(visitors)
			}
		}()
		c.Next()
	}
}

func limiter() gin.HandlerFunc {
	visitors := map[string]int{}
	go func() {
		for {
			time.Sleep(time.Minute)
			clear(visitors)
		}
	}()
	return func(c *gin.Context) { c.Next() }
}

var once sync.Once

func startedOnce(c *gin.Context) {
	once.Do(func() {
		go func() {
			for {
				work()
			}
		}()
	})
	c.Status(http.StatusOK)
}

type lazy struct{ started bool }

func (l *lazy) serve(w http.ResponseWriter, r *http.Request) {
	if !l.started {
		l.started = true
		go func() {
			for {
				work()
			}
		}()
	}
	w.WriteHeader(http.StatusOK)
}

func perConnection(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() { // want "1 goroutine per connection that never ends"
			reader := bufio.NewReader(conn)
			for {
				line, _ := reader.ReadString('\n')
				fmt.Fprint(conn, line)
			}
		}()
	}
}

func perConnectionReturns(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer conn.Close()
			reader := bufio.NewReader(conn)
			for {
				line, err := reader.ReadString('\n')
				if err != nil {
					return
				}
				fmt.Fprint(conn, line)
			}
		}()
	}
}

func streams(events <-chan string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for { // want "this loop never ends, nor does the handler when the client leaves"
			select {
			case event := <-events:
				fmt.Fprintf(w, "data: %s\n\n", event)
				w.(http.Flusher).Flush()
			case <-time.After(time.Minute):
				fmt.Fprint(w, ": ping\n\n")
			}
		}
	}
}

func streamsWhileThere(events <-chan string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for {
			select {
			case event := <-events:
				fmt.Fprintf(w, "data: %s\n\n", event)
				w.(http.Flusher).Flush()
			case <-r.Context().Done():
				return
			}
		}
	}
}

func streamsUntilError(events <-chan string) gin.HandlerFunc {
	return func(c *gin.Context) {
		for {
			if _, err := fmt.Fprintf(c.Writer, "data: %s\n\n", <-events); err != nil {
				return
			}
		}
	}
}

func breaksOnlySelect(c *gin.Context) {
	ctx := c.Request.Context()
	go func() { // want "1 goroutine per request that never ends"
		for {
			select {
			case <-ctx.Done():
				break // want break-leaves-select-only:"leaves only the select"
			case <-time.After(time.Second):
				work()
			}
		}
	}()
}

func rangesOverJobs(c *gin.Context) {
	jobs := make(chan string)
	go func() {
		for job := range jobs {
			fmt.Println(job)
		}
	}()
	jobs <- c.Query("job")
	close(jobs)
}

func consume(ctx context.Context) {
	go func() {
		for {
			work()
		}
	}()
}

func main() {
	consume(context.Background())
}

// That it waits to send as well is no second finding.
func ticked(w http.ResponseWriter, r *http.Request) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	tick := make(chan time.Time, 1)
	tick <- time.Now()
	go func() { // want "1 goroutine per request that never ends"
		for at := range ticker.C {
			tick <- at
		}
	}()
	for {
		select {
		case <-r.Context().Done():
			return
		case at := <-tick:
			if _, err := w.Write([]byte(at.String())); err != nil {
				return
			}
		}
	}
}
