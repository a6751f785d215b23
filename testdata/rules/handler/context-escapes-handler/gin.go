// Package ginforms has gin handlers that let go of their context, and such that do not.
package ginforms

import (
	"context"
	"io"
	"log"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/sync/errgroup"
)

type mailer struct{}

func (mailer) send(ctx context.Context, to string) error { return ctx.Err() }

var post mailer

func welcome(c *gin.Context) {
	go func() {
		if err := post.send(context.Background(), c.PostForm("mail")); err != nil { // want "`c` is used in a goroutine that nobody waits for, but gin gives it to another request"
			log.Print(c.ClientIP(), err)
		}
	}()
	c.Status(http.StatusAccepted)
}

func audit(c *gin.Context, action string) { log.Print(c.ClientIP(), action) }

func remove(c *gin.Context) {
	go audit(c, "remove") // want "pass it c.Copy"
	c.Status(http.StatusNoContent)
}

func asContext(c *gin.Context) {
	go post.send(c, "root@example.com") // want "goroutine"
}

func copyInside(c *gin.Context) {
	go func() {
		mine := c.Copy() // want `call c.Copy\(\) before`
		log.Print(mine.ClientIP())
	}()
}

func later(c *gin.Context) {
	time.AfterFunc(time.Second, func() {
		log.Print(c.FullPath()) // want "by a timer"
	})
}

func named(c *gin.Context) {
	work := func() {
		log.Print(c.Query("q")) // want "goroutine"
	}
	go work()
}

func timeLimited(c *gin.Context) {
	done := make(chan string, 1)
	go func() {
		done <- c.Query("q") // want "goroutine"
	}()
	select {
	case text := <-done:
		c.String(http.StatusOK, text)
	case <-time.After(time.Second):
		c.Status(http.StatusGatewayTimeout)
	}
}

func leavesFirst(c *gin.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		log.Print(c.Request.URL) // want "goroutine"
	}()
	if c.Query("wait") == "" {
		return
	}
	wg.Wait()
}

func inGroup(c *gin.Context) {
	var g errgroup.Group
	g.Go(func() error {
		return post.send(c.Request.Context(), c.Query("to")) // want "goroutine"
	})
	c.Status(http.StatusAccepted)
}

func safely(work func()) {
	go func() {
		defer func() { _ = recover() }()
		work()
	}()
}

func byHelper(c *gin.Context) {
	safely(func() {
		log.Print(c.ClientIP()) // want "goroutine"
	})
}

type job struct {
	c    *gin.Context
	name string
}

var (
	last    *gin.Context
	jobs    = make(chan job, 10)
	clients = map[string]*gin.Context{}
	waiting []*gin.Context
	open    sync.Map
	mu      sync.Mutex
)

func remember(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	last = c // want "kept in `last`, which outlives the request"
}

func enqueue(c *gin.Context) {
	jobs <- job{c: c, name: c.Param("name")} // want "sent to `jobs`"
}

func connect(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	clients[c.ClientIP()] = c    // want "kept in `clients"
	waiting = append(waiting, c) // want "kept in `waiting`"
	open.Store(c.ClientIP(), c)  // want "kept in `open`"
}

func forget(ip string) {
	mu.Lock()
	defer mu.Unlock()
	delete(clients, ip)
	waiting = nil
	open.Delete(ip)
}

type shop struct {
	mu   sync.Mutex
	last *gin.Context
}

func (s *shop) visit(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = c // want "kept in `s.last`"
}

func newest() gin.HandlerFunc {
	var current *gin.Context
	return func(c *gin.Context) {
		current = c // want "kept in `current`"
		log.Print(current.ClientIP())
	}
}

func routes(r *gin.Engine, s *shop) {
	r.GET("/visit", s.visit)
	r.Use(newest())
}

func copied(c *gin.Context) {
	mine := c.Copy()
	go func() {
		log.Print(mine.ClientIP())
		mine.JSON(http.StatusOK, gin.H{"late": true}) // want "`JSON` writes a response, but a copied context has no writer"
	}()
}

// From here on everything is in order.

func copiedBefore(c *gin.Context) {
	mine := c.Copy()
	go audit(mine, "copied")
	go func() { log.Print(mine.Query("q")) }()
}

func plainValues(c *gin.Context) {
	ip, to := c.ClientIP(), c.Query("to")
	go func() { log.Print(ip, to) }()
	go audit(c.Copy(), ip)
}

func awaited(c *gin.Context) {
	var wg sync.WaitGroup
	for _, name := range c.QueryArray("name") {
		wg.Add(1)
		go func() {
			defer wg.Done()
			audit(c, name)
		}()
	}
	wg.Wait()
	c.Status(http.StatusOK)
}

func awaitedByChannel(c *gin.Context) {
	done := make(chan error, 1)
	go func() { done <- post.send(c, c.Query("to")) }()
	if err := <-done; err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusOK)
}

func awaitedByGroup(c *gin.Context) {
	g, ctx := errgroup.WithContext(c.Request.Context())
	g.Go(func() error { return post.send(ctx, c.Query("to")) })
	g.Go(func() error { return post.send(ctx, c.Query("cc")) })
	if err := g.Wait(); err != nil {
		_ = c.Error(err)
	}
}

func awaitedInEachCase(c *gin.Context) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		audit(c, "slow")
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
		log.Print("slow")
		<-done
	}
}

func awaitedWhenLeaving(c *gin.Context) {
	done := make(chan struct{})
	defer func() { <-done }()
	go func() {
		defer close(done)
		audit(c, "deferred")
	}()
	if c.Query("x") == "" {
		return
	}
	c.Status(http.StatusOK)
}

func forCaller(c *gin.Context, wg *sync.WaitGroup) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		audit(c, "for the caller")
	}()
}

func result(c *gin.Context) <-chan error {
	out := make(chan error, 1)
	go func() { out <- post.send(c, "a") }()
	return out
}

type form struct {
	c      *gin.Context
	fields map[string]string
}

func perRequest(c *gin.Context) {
	f := &form{c: c}
	f.fields = map[string]string{"q": c.Query("q")}
	f.c = c
	func() { audit(f.c, "at once") }()
}

type api struct{ ctx *gin.Context }

func (a *api) with(c *gin.Context) *api {
	a.ctx = c
	return a
}

func (a api) get(c *gin.Context) {
	a.with(c)
	a.ctx.Status(http.StatusOK)
}

var streams = map[*gin.Context]chan string{}

func register(c *gin.Context, events chan string) {
	mu.Lock()
	defer mu.Unlock()
	streams[c] = events
}

func unregister(c *gin.Context) {
	mu.Lock()
	defer mu.Unlock()
	delete(streams, c)
}

func registered(c *gin.Context) {
	events := make(chan string, 1)
	register(c, events)
	defer unregister(c)
	c.String(http.StatusOK, <-events)
}

func stream(c *gin.Context) {
	events := make(chan string, 1)
	go func() {
		defer close(events)
		events <- "one"
	}()
	c.Stream(func(w io.Writer) bool {
		text, ok := <-events
		if ok {
			c.SSEvent("message", text)
		}
		return ok
	})
}

type provider interface {
	use(c *gin.Context)
	ask() string
}

type base struct{ c *gin.Context }

// Of a value that is made for one request, though only an interface says so.
func (b *base) use(c *gin.Context) {
	b.c = c
}

type talker struct{ base }

func (t *talker) ask() string { return t.c.Query("question") }

func answerWith(make func() provider) gin.HandlerFunc {
	return func(c *gin.Context) {
		one := make()
		one.use(c)
		c.String(200, one.ask())
	}
}
