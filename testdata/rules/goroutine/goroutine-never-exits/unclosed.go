// Package unclosed hands messages to clients by channels that nobody closes.
package unclosed

import (
	"io"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
)

type note struct{ text string }

type page struct {
	conn  *websocket.Conn
	notes chan note
	marks chan int
}

var (
	mu       sync.Mutex
	pages    = map[string]*page{}
	mailbox  = map[string]chan string{}
	ending   = map[string]chan rune{}
	upgrader websocket.Upgrader
)

func join(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	p := &page{conn: conn, notes: make(chan note, 8), marks: make(chan int)}
	mu.Lock()
	pages[r.RemoteAddr] = p
	mu.Unlock()
	go p.write()
	go p.mark()
	go p.read(r.RemoteAddr)
}

func (p *page) write() {
	defer p.conn.Close()
	for {
		n := <-p.notes // want "1 goroutine per request waits for `p.notes` alone, which nobody closes: once the client has left"
		if err := p.conn.WriteMessage(websocket.TextMessage, []byte(n.text)); err != nil {
			return
		}
	}
}

// The last mark ends it.
func (p *page) mark() {
	for {
		m := <-p.marks
		if m < 0 {
			return
		}
		if err := p.conn.WriteJSON(m); err != nil {
			return
		}
	}
}

func (p *page) read(key string) {
	for {
		if _, _, err := p.conn.ReadMessage(); err != nil {
			mu.Lock()
			delete(pages, key)
			mu.Unlock()
			p.marks <- -1
			return
		}
	}
}

func events(c *gin.Context) {
	texts := make(chan string, 4)
	mu.Lock()
	mailbox[c.Param("id")] = texts
	mu.Unlock()
	c.Stream(func(io.Writer) bool {
		text, more := <-texts // want "1 goroutine per request waits for `texts` alone, which nobody closes"
		if more {
			c.SSEvent("text", text)
		}
		return more
	})
	mu.Lock()
	delete(mailbox, c.Param("id"))
	mu.Unlock()
	close(texts)
}

func cleanHeard(c *gin.Context) {
	texts := make(chan string, 4)
	mu.Lock()
	mailbox[c.Param("id")] = texts
	mu.Unlock()
	c.Stream(func(io.Writer) bool {
		select {
		case text := <-texts:
			c.SSEvent("text", text)
			return true
		case <-c.Request.Context().Done():
			return false
		}
	})
}

func cleanEnded(c *gin.Context) {
	runes := make(chan rune, 4)
	mu.Lock()
	ending[c.Param("id")] = runes
	mu.Unlock()
	c.Stream(func(io.Writer) bool {
		one, more := <-runes
		if more {
			c.SSEvent("rune", one)
		}
		return more
	})
}

func end(id string) {
	mu.Lock()
	defer mu.Unlock()
	close(ending[id])
	delete(ending, id)
}

func cleanOwn(c *gin.Context, work func() []uint) {
	numbers := make(chan uint, 100)
	for _, number := range work() {
		numbers <- number
	}
	c.Stream(func(io.Writer) bool {
		c.SSEvent("number", <-numbers)
		return len(numbers) > 0
	})
}

// tail is closed by those who end it.
type tail struct {
	conn  *websocket.Conn
	bytes chan byte
}

func cleanTail(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	t := &tail{conn: conn, bytes: make(chan byte, 8)}
	go func() {
		for one := range t.bytes {
			if err := t.conn.WriteJSON(one); err != nil {
				return
			}
		}
	}()
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			close(t.bytes)
			return
		}
	}
}
