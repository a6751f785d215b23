// Package handles keeps what a client gives, which goes on using it.
package handles

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type settings struct {
	rdb  *redis.Client
	name string
}

type queue struct {
	conn *redis.Conn
	name string
}

func open(s settings) *queue {
	return &queue{conn: s.rdb.Conn(), name: s.name}
}

func fromAddress(address, name string) *queue {
	rdb := redis.NewClient(&redis.Options{Addr: address})
	return open(settings{rdb: rdb, name: name})
}

func (q *queue) push(ctx context.Context, value string) error {
	return q.conn.LPush(ctx, q.name, value).Err()
}

// So does who makes the client itself.
func cleanMaker(address, name string) *queue {
	rdb := redis.NewClient(&redis.Options{Addr: address})
	return &queue{conn: rdb.Conn(), name: name}
}

func cleanConn(address string) *redis.Conn {
	rdb := redis.NewClient(&redis.Options{Addr: address})
	return rdb.Conn()
}

func (q *queue) cleanReconnect(address string) {
	rdb := redis.NewClient(&redis.Options{Addr: address})
	q.conn = rdb.Conn()
}
