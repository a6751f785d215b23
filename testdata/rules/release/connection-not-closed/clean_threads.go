// Package threads has shapes from reports of false alarms, and of leaks as they were mended.
package threads

import (
	"context"
	"net/http"

	"github.com/coder/websocket"
	gorilla "github.com/gorilla/websocket"
	"github.com/redis/go-redis/v9"
)

// kenn-io/forge#1153: the dialled socket is the caller's, its handshake response nobody's.
func dialed(ctx context.Context, url string) (*websocket.Conn, error) {
	conn, _, err := websocket.Dial(ctx, url, nil)
	if err != nil {
		return nil, err
	}
	return conn, nil
}

// timakin/bodyclose#47: the response of a failed handshake has no body that must be closed.
func failed(url string) (*gorilla.Conn, int, error) {
	conn, resp, err := gorilla.DefaultDialer.Dial(url, http.Header{})
	if err != nil {
		if resp != nil {
			return nil, resp.StatusCode, err
		}
		return nil, 0, err
	}
	return conn, http.StatusSwitchingProtocols, nil
}

// hibiken/asynq#1095: the subscription is closed where receiving fails, too.
func receives(ctx context.Context, client *redis.Client) (*redis.PubSub, error) {
	events := client.Subscribe(ctx, "cancel")
	if _, err := events.Receive(ctx); err != nil {
		_ = events.Close()
		return nil, err
	}
	return events, nil
}

// gomodule/redigo#332: closed by the goroutine that reads.
func reads(ctx context.Context, client *redis.Client, handle func(string)) {
	events := client.PSubscribe(ctx, "*")
	go func() {
		defer events.Close()
		for message := range events.Channel() {
			handle(message.Payload)
		}
	}()
}
