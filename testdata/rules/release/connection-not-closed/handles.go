// Package handles only asks a client that it makes.
package handles

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type settings struct {
	rdb  *redis.Client
	name string
}

type answer struct {
	length int64
	name   string
}

func length(ctx context.Context, s settings) (*answer, error) {
	n, err := s.rdb.LLen(ctx, s.name).Result()
	return &answer{length: n, name: s.name}, err
}

func lengthAt(ctx context.Context, address, name string) (*answer, error) {
	rdb := redis.NewClient(&redis.Options{Addr: address}) // want "never closed"
	return length(ctx, settings{rdb: rdb, name: name})
}
