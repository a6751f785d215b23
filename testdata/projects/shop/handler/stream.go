package handler

import (
	"time"

	"github.com/gin-gonic/gin"

	"example.com/shop/service"
)

// Stream tells browsers what happens in the shop.
type Stream struct {
	events *service.Events
}

// NewStream tells of events.
func NewStream(events *service.Events) *Stream {
	return &Stream{events: events}
}

// Follow answers GET /events with server-sent events and a beat every ten seconds.
func (h *Stream) Follow(c *gin.Context) {
	feed, stop := h.events.Follow()
	defer stop() // want defer-never-runs:"."
	beat := time.NewTicker(10 * time.Second)
	defer beat.Stop() // want defer-never-runs:"."
	for { // want goroutine-never-exits:"."
		select {
		case event := <-feed:
			c.SSEvent(event.Kind, event)
		case <-beat.C:
			c.SSEvent("beat", time.Now().Unix())
		}
		c.Writer.Flush()
	}
}
