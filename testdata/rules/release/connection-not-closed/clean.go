// Package clean closes its connections, or gives them to somebody who does.
package clean

import (
	"context"
	"crypto/tls"
	"database/sql"
	"errors"
	"io"
	"net"
	"net/http"
	"net/smtp"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/gin-gonic/gin"
	gorilla "github.com/gorilla/websocket"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"
	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc"
)

func deferred(address string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.SetDeadline(time.Now())
}

func deferredClosure(ctx context.Context, db *sql.DB) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	return conn.PingContext(ctx)
}

func servesEach(listener net.Listener) error {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go handle(conn)
	}
}

func handle(conn net.Conn) {
	defer conn.Close()
	_, _ = io.Copy(conn, conn)
}

func servesGroup(listener net.Listener) error {
	var group errgroup.Group
	for {
		conn, err := listener.Accept()
		if err != nil {
			return errors.Join(err, group.Wait())
		}
		group.Go(func() error {
			defer conn.Close()
			_, err := io.Copy(conn, conn)
			return err
		})
	}
}

type hub struct {
	mu    sync.Mutex
	conns map[string]*gorilla.Conn
	join  chan *gorilla.Conn
	all   []net.Conn
	ln    net.Listener
}

var upgrader = gorilla.Upgrader{}

func (h *hub) registers(c *gin.Context) {
	conn, err := upgrader.Upgrade(c.Writer, c.Request, nil)
	if err != nil {
		return
	}
	h.mu.Lock()
	h.conns[c.ClientIP()] = conn
	h.mu.Unlock()
}

func (h *hub) sends(c *gin.Context) {
	conn, err := upgrader.Upgrade(c.Writer, c.Request, nil)
	if err != nil {
		return
	}
	h.join <- conn
}

type member struct {
	conn *gorilla.Conn
	out  chan string
}

func (m *member) reads() {
	defer m.conn.Close()
	for {
		if _, _, err := m.conn.ReadMessage(); err != nil {
			return
		}
	}
}

func (h *hub) wraps(c *gin.Context) {
	conn, err := upgrader.Upgrade(c.Writer, c.Request, nil)
	if err != nil {
		return
	}
	one := &member{conn: conn, out: make(chan string, 8)}
	go one.reads()
}

func (h *hub) listens(address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	h.ln = listener
	return nil
}

func (h *hub) appends(address string) error {
	conn, err := net.Dial("tcp", address)
	if err == nil {
		h.all = append(h.all, conn)
	}
	return err
}

func wrapsTLS(address string) (*tls.Conn, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return tls.Client(conn, &tls.Config{MinVersion: tls.VersionTLS12}), nil
}

func servesHTTP(address string, handler http.Handler) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	server := http.Server{Handler: handler, ReadHeaderTimeout: time.Second}
	return server.Serve(listener)
}

func servesGRPC(address string, server *grpc.Server) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	return server.Serve(listener)
}

func quits(host string) error {
	client, err := smtp.Dial(host)
	if err != nil {
		return err
	}
	defer client.Quit()
	return client.Hello("localhost")
}

func closesNow(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer conn.CloseNow()
	_, _, _ = conn.Read(r.Context())
}

func releases(ctx context.Context, pool *pgxpool.Pool) error {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	return conn.Ping(ctx)
}

func hijacked(ctx context.Context, pool *pgxpool.Pool) error {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	raw := conn.Hijack()
	return raw.Close(ctx)
}

func subscribed(ctx context.Context, client *redis.Client, handle func(string)) error {
	events := client.Subscribe(ctx, "events")
	defer events.Close()
	for message := range events.Channel() {
		handle(message.Payload)
	}
	return nil
}

func subscription(ctx context.Context, client *redis.Client) *redis.PubSub {
	events := client.Subscribe(ctx, "events")
	return events
}

func closesWhenDone(ctx context.Context, address string) (net.Conn, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { conn.Close() })
	return conn, nil
}

func closesWhenCancelled(ctx context.Context, address string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	_, err = io.Copy(io.Discard, conn)
	return err
}

func tested(t *testing.T) string {
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener.Addr().String()
}

func passed(address string, use func(net.Conn)) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	use(conn)
	return nil
}

func both(first, second string) (a, b net.Conn, err error) {
	if a, err = net.Dial("tcp", first); err != nil {
		return nil, nil, err
	}
	if b, err = net.Dial("tcp", second); err != nil {
		a.Close()
		return nil, nil, err
	}
	return a, b, nil
}

func races(addresses []string) (first net.Conn) {
	won := make(chan net.Conn, len(addresses))
	for _, address := range addresses {
		go func() {
			conn, err := net.Dial("tcp", address)
			if err != nil {
				won <- nil
				return
			}
			won <- conn
		}()
	}
	for range addresses {
		conn := <-won
		if first == nil {
			first = conn
		} else if conn != nil {
			conn.Close()
		}
	}
	return first
}
