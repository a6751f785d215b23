// Package clean registers its connections with what closes them.
package clean

import (
	"context"
	"sync"

	"github.com/coder/websocket"
)

type stream struct {
	ws   *websocket.Conn
	data chan []byte
}

type hub struct{ streams sync.Map }

func (h *hub) register(id string, ws *websocket.Conn) *stream {
	s := &stream{ws: ws, data: make(chan []byte, 8)}
	h.streams.Store(id, s)
	return s
}

func (h *hub) start(ctx context.Context, id, url string) error {
	ws, _, err := websocket.Dial(ctx, url, nil)
	if err != nil {
		return err
	}
	s := h.register(id, ws)
	go func() {
		for {
			_, data, err := ws.Read(ctx)
			if err != nil {
				return
			}
			s.data <- data
		}
	}()
	return nil
}

func (h *hub) closeAll() {
	h.streams.Range(func(_, value any) bool {
		if s, ok := value.(*stream); ok {
			_ = s.ws.CloseNow()
		}
		return true
	})
}
