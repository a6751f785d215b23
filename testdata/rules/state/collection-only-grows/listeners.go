// Package kept keeps who has listened to what for good.
package kept

import (
	"net/http"
	"net/url"
	"sync"

	"github.com/gin-gonic/gin"
)

type listener chan string

type hub struct {
	mu    sync.Mutex
	rooms map[string][]listener
	seen  map[string]int
	asked map[string]int
	base  string
}

func routes(engine *gin.Engine, base string) {
	h := &hub{rooms: map[string][]listener{}, seen: map[string]int{}, asked: map[string]int{}, base: base}
	engine.GET("/rooms/:room", h.listen)
	engine.GET("/", h.see)
}

func (h *hub) listen(c *gin.Context) {
	room := c.Param("room")
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.rooms[room] == nil {
		h.rooms[room] = make([]listener, 0, 1) // want "`rooms` gains an entry"
	}
	h.rooms[room] = append(h.rooms[room], make(listener, 1))
	c.Status(http.StatusNoContent)
}

// The address is the client's, and so is what is made of it.
func (h *hub) see(c *gin.Context) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seen[c.Request.URL.String()]++ // want "`seen` gains an entry"
	if from, err := url.Parse(c.GetHeader("Referer")); err == nil {
		h.asked[from.String()]++ // want "`asked` gains an entry"
	}
	c.Status(http.StatusNoContent)
}
