// Package entries keeps the channels of those who wait in maps, where others find them.
package entries

import (
	"context"
	"io"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

type event struct {
	id, text string
	last     bool
}

type listener struct {
	name string
	news chan event
}

var (
	mu        sync.Mutex
	listeners = map[string]*listener{}
	endings   = make(map[string]chan bool)
	roomy     = make(map[string]chan event)
	patient   = make(map[string]chan event)
)

func deliver(e event) {
	mu.Lock()
	l, known := listeners[e.id]
	over, waited := endings[e.id]
	mu.Unlock()
	if known {
		l.news <- e
	}
	if waited && e.last {
		over <- true
	}
}

func follow(c *gin.Context) {
	id := c.Param("id")
	news := make(chan event) // want "where this wait is given up, `deliver` sends on `news` for ever: give the channel room for one"
	over := make(chan bool)  // want "where this wait is given up, `deliver` sends on `endings` for ever: give the channel room for one"
	mu.Lock()
	listeners[id] = &listener{name: id, news: news}
	endings[id] = over
	mu.Unlock()
	defer forget(id)
	limit := time.NewTimer(time.Minute)
	defer limit.Stop()
	c.Stream(func(io.Writer) bool {
		select {
		case e := <-news:
			c.SSEvent("news", e.text)
			return true
		case <-over:
			return false
		case <-limit.C:
			return false
		}
	})
}

func forget(id string) {
	mu.Lock()
	defer mu.Unlock()
	delete(listeners, id)
	delete(endings, id)
}

// client keeps them in a field.
type client struct {
	mu      sync.Mutex
	pending map[int]chan string
	quick   map[int]chan string
}

func (c *client) read(replies func() (int, string)) {
	for {
		id, text := replies()
		c.mu.Lock()
		reply := c.pending[id]
		delete(c.pending, id)
		c.mu.Unlock()
		if reply != nil {
			reply <- text
		}
	}
}

func (c *client) call(ctx context.Context, id int) (string, error) {
	reply := make(chan string) // want "where this wait is given up, `\\(\\*client\\).read` sends on `c.pending` for ever"
	c.mu.Lock()
	c.pending[id] = reply
	c.mu.Unlock()
	for {
		select {
		case text := <-reply:
			if text != "" {
				return text, nil
			}
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// One who finds nobody waiting goes on.
func (c *client) tell(id int, text string) {
	select {
	case c.quick[id] <- text:
	default:
	}
}

func (c *client) cleanQuick(ctx context.Context, id int) string {
	reply := make(chan string)
	c.quick[id] = reply
	select {
	case text := <-reply:
		return text
	case <-ctx.Done():
		return ""
	}
}

func spread(e event) {
	for _, one := range roomy {
		one <- e
	}
	patient[e.id] <- e
}

func cleanRoom(ctx context.Context, id string) string {
	news := make(chan event, 1)
	roomy[id] = news
	select {
	case e := <-news:
		return e.text
	case <-ctx.Done():
		return ""
	}
}

func cleanPatient(id string) string {
	news := make(chan event)
	patient[id] = news
	beat := time.NewTicker(time.Second)
	defer beat.Stop()
	for {
		select {
		case e := <-news:
			return e.text
		case <-beat.C:
			println("still waiting")
		}
	}
}

func cleanDrained(ctx context.Context, id string) string {
	news := make(chan event)
	patient[id] = news
	select {
	case e := <-news:
		return e.text
	case <-ctx.Done():
		go func() { <-news }()
		return ""
	}
}
