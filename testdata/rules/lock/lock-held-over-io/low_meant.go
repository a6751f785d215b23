// Package meant holds locks over waits on purpose.
package meant

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

type tokens struct {
	mu    sync.Mutex
	token string
	until time.Time
}

// Whoever waits wants the token, too.
func (t *tokens) get() (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.token != "" && time.Now().Before(t.until) {
		return t.token, nil
	}
	resp, err := http.Get("https://tokens.example") // want "`t.mu` is held while this waits for an HTTP request"
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&t.token); err != nil {
		return "", err
	}
	t.until = time.Now().Add(time.Hour)
	return t.token, nil
}

type settings struct {
	mu   sync.RWMutex
	host string
}

// Readers do not wait for each other.
func (s *settings) fetch() error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	resp, err := http.Get(s.host) // want "`s.mu` is held while this waits for an HTTP request"
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type peer struct {
	mu   sync.Mutex
	conn *websocket.Conn
}

// A WebSocket takes one writer at a time.
func (p *peer) write(conn *websocket.Conn, text []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn != conn {
		return websocket.ErrCloseSent
	}
	return conn.WriteMessage(websocket.TextMessage, text) // want "`p.mu` is held while this waits"
}

type server struct {
	tokens   tokens
	settings settings
	peer     peer
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, err := s.tokens.get(); err != nil {
		return
	}
	if err := s.settings.fetch(); err != nil {
		return
	}
	_ = s.peer.write(s.peer.conn, nil)
}
