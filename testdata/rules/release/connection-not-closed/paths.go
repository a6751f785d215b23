// Package paths leaves connections open on some way out of each function.
package paths

import (
	"bufio"
	"context"
	"crypto/tls"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/smtp"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	"github.com/fsnotify/fsnotify"
	"github.com/gin-gonic/gin"
	gorilla "github.com/gorilla/websocket"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
)

func probe(address string) error {
	conn, err := net.DialTimeout("tcp", address, time.Second) // want "connection in `conn` is never closed"
	if err != nil {
		return err
	}
	return conn.SetDeadline(time.Now().Add(time.Second))
}

func greets(address string) (string, error) {
	conn, err := net.Dial("tcp", address) // want "not closed on every path"
	if err != nil {
		return "", err
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("greeting: %w", err)
	}
	return line, conn.Close()
}

func secure(ctx context.Context, address string) error {
	var dialer tls.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", address) // want "connection"
	if err != nil {
		return err
	}
	if _, err := conn.Write([]byte("ping")); err != nil {
		return err
	}
	return conn.Close()
}

func serves(listener net.Listener) error {
	for {
		conn, err := listener.Accept() // want "connection"
		if err != nil {
			return err
		}
		if _, err := conn.Write([]byte("hello\n")); err != nil {
			continue
		}
		conn.Close()
	}
}

func echoes(listener net.Listener) {
	for {
		conn, err := listener.Accept() // want "connection"
		if err != nil {
			return
		}
		go func() {
			buf := make([]byte, 512)
			n, err := conn.Read(buf)
			if err != nil {
				return
			}
			_, _ = conn.Write(buf[:n])
		}()
	}
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "localhost:0") // want "listener"
	if err != nil {
		return 0, err
	}
	return listener.Addr().(*net.TCPAddr).Port, nil
}

func exclusive(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx) // want "connection"
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "select pg_advisory_lock(1)"); err != nil {
		return err
	}
	return conn.Close()
}

func acquires(ctx context.Context, pool *pgxpool.Pool, id int) error {
	conn, err := pool.Acquire(ctx) // want "connection in `conn` is not released"
	if err != nil {
		return err
	}
	tag, err := conn.Exec(ctx, "delete from jobs where id = $1", id)
	if err != nil {
		return err
	}
	if tag.RowsAffected() == 0 {
		return errors.New("no such job")
	}
	conn.Release()
	return nil
}

func connects(ctx context.Context, url string) (count int, err error) {
	conn, err := pgx.Connect(ctx, url) // want "connection"
	if err != nil {
		return
	}
	err = conn.QueryRow(ctx, "select count(*) from jobs").Scan(&count)
	return
}

func subscribes(ctx context.Context, client *redis.Client) error {
	events := client.Subscribe(ctx, "events") // want "subscription"
	if _, err := events.Receive(ctx); err != nil {
		return err
	}
	for message := range events.Channel() {
		if message.Payload == "stop" {
			return events.Close()
		}
	}
	return events.Close()
}

func patterns(ctx context.Context, client redis.UniversalClient) (string, error) {
	events := client.PSubscribe(ctx, "user:*") // want "subscription"
	message, err := events.ReceiveMessage(ctx)
	if err != nil {
		return "", err
	}
	return message.Payload, nil
}

func watches(dir string) error {
	watcher, err := fsnotify.NewWatcher() // want "connection"
	if err != nil {
		return err
	}
	if err := watcher.Add(dir); err != nil {
		return err
	}
	<-watcher.Events
	return watcher.Close()
}

func healthy(ctx context.Context, target string) (bool, error) {
	conn, err := grpc.NewClient(target, grpc.WithTransportCredentials(insecure.NewCredentials())) // want "connection"
	if err != nil {
		return false, err
	}
	client := grpc_health_v1.NewHealthClient(conn)
	reply, err := client.Check(ctx, &grpc_health_v1.HealthCheckRequest{})
	if err != nil {
		return false, err
	}
	return reply.GetStatus() == grpc_health_v1.HealthCheckResponse_SERVING, nil
}

type greeterClient struct{ cc grpc.ClientConnInterface }

// newGreeterClient is what protoc-gen-go-grpc makes.
func newGreeterClient(cc grpc.ClientConnInterface) *greeterClient { return &greeterClient{cc} }

func (g *greeterClient) greet(ctx context.Context) error {
	return g.cc.Invoke(ctx, "/greeter/greet", nil, nil)
}

func greetsOnce(ctx context.Context, target string) error {
	conn, err := grpc.NewClient(target) // want "connection"
	if err != nil {
		return err
	}
	return newGreeterClient(conn).greet(ctx)
}

var upgrader = gorilla.Upgrader{}

func ginSocket(c *gin.Context) {
	conn, err := upgrader.Upgrade(c.Writer, c.Request, nil) // want "connection"
	if err != nil {
		return
	}
	for {
		kind, text, err := conn.ReadMessage()
		if err != nil {
			return
		}
		if err := conn.WriteMessage(kind, text); err != nil {
			return
		}
	}
}

func accepts(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil) // want "connection"
	if err != nil {
		return
	}
	if err := wsjson.Write(r.Context(), conn, "hello"); err != nil {
		return
	}
	_ = conn.Close(websocket.StatusNormalClosure, "")
}

func dials(url string) (reply string, err error) {
	conn, _, err := gorilla.DefaultDialer.Dial(url, nil) // want "connection"
	if err != nil {
		return "", err
	}
	if err := conn.WriteJSON("ping"); err != nil {
		return "", err
	}
	if err := conn.ReadJSON(&reply); err != nil {
		return "", err
	}
	return reply, conn.Close()
}

func hijacks(w http.ResponseWriter) error {
	conn, buffered, err := w.(http.Hijacker).Hijack() // want "connection"
	if err != nil {
		return err
	}
	_, err = buffered.WriteString("HTTP/1.1 101 Switching Protocols\r\n\r\n")
	if err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	return conn.Close()
}

func dialRetry(address string) (conn net.Conn, err error) {
	for range 3 {
		conn, err = net.Dial("tcp", address)
		if err == nil {
			return conn, nil
		}
	}
	return nil, err
}

func viaHelper(address string) error {
	conn, err := dialRetry(address) // want "connection"
	if err != nil {
		return err
	}
	_, err = conn.Write([]byte("x"))
	return err
}

func switches(address, mode string) error {
	conn, err := net.Dial("udp", address) // want "connection"
	if err != nil {
		return err
	}
	switch mode {
	case "once":
		_, err = conn.Write([]byte("x"))
		return err
	case "off":
		return conn.Close()
	}
	return errors.New("what?")
}

func mails(host string) error {
	client, err := smtp.Dial(host) // want "connection"
	if err != nil {
		return err
	}
	if err := client.Hello("localhost"); err != nil {
		return err
	}
	return client.Quit()
}
