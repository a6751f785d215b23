// Package parts keeps the part of a value that holds the connections.
package parts

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type Cache interface{ Ping(ctx context.Context) error }

type redisCache struct {
	*redis.Client
	prefix string
}

func (c *redisCache) Ping(ctx context.Context) error { return c.Client.Ping(ctx).Err() }

func newCache(addr string) (Cache, error) {
	return &redisCache{Client: redis.NewClient(&redis.Options{Addr: addr}), prefix: "p:"}, nil
}

func newOwn(addr string) *redisCache {
	return &redisCache{Client: redis.NewClient(&redis.Options{Addr: addr})}
}

var shared *redis.Client

func initialize(addr string) error {
	c := newOwn(addr)
	shared = c.Client
	return nil
}
