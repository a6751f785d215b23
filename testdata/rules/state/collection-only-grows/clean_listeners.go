// Package listeners keeps who listens to what, and lets them go again.
package listeners

import (
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

type listener chan string

type hub struct {
	mu     sync.Mutex
	rooms  map[string][]listener
	topics map[string][]listener
	groups map[string][]listener
}

func routes(engine *gin.Engine) {
	h := &hub{rooms: map[string][]listener{}, topics: map[string][]listener{}, groups: map[string][]listener{}}
	engine.GET("/rooms/:room", h.listen)
}

func (h *hub) listen(c *gin.Context) {
	room, mine := c.Param("room"), make(listener, 1)
	h.join(room, mine)
	defer h.leave(room, mine)
	c.String(http.StatusOK, <-mine)
}

func (h *hub) join(room string, mine listener) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.rooms[room] = append(h.rooms[room], mine)
	h.topics[room] = append(h.topics[room], mine)
	h.groups[room] = append(h.groups[room], mine)
}

// The name of the room stays, but not who has listened there.
func (h *hub) leave(room string, mine listener) {
	h.mu.Lock()
	defer h.mu.Unlock()
	kept := []listener{}
	for n, other := range h.rooms[room] {
		if other != mine {
			kept = append(kept, other)
		} else {
			h.topics[room] = append(h.topics[room][:n], h.topics[room][n+1:]...)
		}
	}
	h.rooms[room] = kept
	h.groups[room] = without(h.groups[room], mine)
}

func without(all []listener, mine listener) []listener {
	kept := []listener{}
	for _, other := range all {
		if other != mine {
			kept = append(kept, other)
		}
	}
	return kept
}
