// Package servers has connections in loops, goroutines and long-lived servers.
package servers

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"
	"github.com/redis/go-redis/v9"
)

type hub struct {
	mu       sync.Mutex
	clients  map[*websocket.Conn]struct{}
	upgrader websocket.Upgrader
	redis    *redis.Client
}

func (h *hub) echoSocket(c echo.Context) error {
	conn, err := h.upgrader.Upgrade(c.Response(), c.Request(), nil) // want "connection"
	if err != nil {
		return err
	}
	for {
		_, text, err := conn.ReadMessage()
		if err != nil {
			log.Print(err)
			return nil
		}
		if err := conn.WriteMessage(websocket.TextMessage, text); err != nil {
			return err
		}
	}
}

func (h *hub) tooLate(w http.ResponseWriter, r *http.Request) {
	conn, err := h.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	if _, _, err := conn.ReadMessage(); err != nil {
		return
	}
	defer conn.Close() // want late-defer:"conn"
	_ = conn.WriteJSON("hello")
}

func (h *hub) cleanJoins(w http.ResponseWriter, r *http.Request) {
	conn, err := h.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	h.mu.Lock()
	h.clients[conn] = struct{}{}
	h.mu.Unlock()
}

func (h *hub) events(ctx context.Context, w http.ResponseWriter) {
	sub := h.redis.Subscribe(ctx, "events") // want "subscription"
	messages := sub.Channel()
	for {
		select {
		case message := <-messages:
			_, _ = io.WriteString(w, message.Payload)
		case <-ctx.Done():
			return
		}
	}
}

func (h *hub) cleanEvents(ctx context.Context, w http.ResponseWriter) {
	sub := h.redis.Subscribe(ctx, "events")
	defer func() {
		_ = sub.Unsubscribe(ctx)
		_ = sub.Close()
	}()
	for message := range sub.Channel() {
		_, _ = io.WriteString(w, message.Payload)
	}
}

// Unsubscribing keeps the connection.
func (h *hub) unsubscribes(ctx context.Context) error {
	sub := h.redis.Subscribe(ctx, "events") // want "subscription"
	if _, err := sub.Receive(ctx); err != nil {
		return errors.Join(err, sub.Close())
	}
	return sub.Unsubscribe(ctx)
}

func serve(ctx context.Context, listener net.Listener) error {
	for {
		conn, err := listener.Accept() // want "connection"
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		default:
		}
		go echo1(conn)
	}
}

func echo1(conn net.Conn) {
	defer conn.Close()
	_, _ = io.Copy(conn, conn)
}

// peers reads one line of each connection and forgets it.
func peers(listener *net.TCPListener, lines chan<- string) error {
	for {
		conn, err := listener.AcceptTCP() // want "connection"
		if err != nil {
			return err
		}
		line, err := bufio.NewReader(conn).ReadString('\n')
		if err != nil {
			continue
		}
		lines <- line
		conn.Close()
	}
}

func waitsFor(address string) error {
	for range 10 {
		conn, err := net.DialTimeout("tcp", address, time.Second) // want "connection"
		if err == nil {
			return conn.SetDeadline(time.Time{})
		}
		time.Sleep(time.Second)
	}
	return errors.New("not there")
}

func cleanWaitsFor(address string) error {
	for range 10 {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			return conn.Close()
		}
		time.Sleep(time.Second)
	}
	return errors.New("not there")
}

func pipe(from, to string) error {
	a, err := net.Dial("tcp", from)
	if err != nil {
		return err
	}
	defer a.Close()
	b, err := net.Dial("tcp", to) // want "connection"
	if err != nil {
		return err
	}
	if _, err := io.Copy(b, a); err != nil {
		return err
	}
	return b.Close()
}

type mux struct{ net.Listener }

func (m *mux) cleanAccept() (net.Conn, error) {
	conn, err := m.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &tracked{Conn: conn, since: time.Now()}, nil
}

type tracked struct {
	net.Conn
	since time.Time
}

func usesMux(m *mux) error {
	conn, err := m.cleanAccept() // want "connection|tracked"
	if err != nil {
		return err
	}
	return conn.SetDeadline(time.Now())
}
