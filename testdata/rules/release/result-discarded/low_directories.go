// Package directories drops what is nothing, or costs nothing as long as nobody uses it.
package directories

import (
	"context"
	"io"
	"os"
	"strings"

	"github.com/redis/go-redis/v9"
)

type archiver interface {
	Create(name string) (io.WriteCloser, error)
}

type tree struct{ root string }

func (t tree) Create(name string) (io.WriteCloser, error) {
	if dir, ok := strings.CutSuffix(name, "/"); ok {
		return nil, os.Mkdir(t.root+dir, 0o700)
	}
	return os.Create(t.root + name)
}

func prepare(a archiver, name string) error {
	_, err := a.Create(name + "/") // want "the file is dropped at once"
	return err
}

func clientOf(address string) (*redis.Client, error) {
	options, err := redis.ParseURL(address)
	if err != nil {
		return nil, err
	}
	return redis.NewClient(options), nil
}

func check(address string) error {
	_, err := clientOf(address) // want "the Redis client is dropped at once"
	return err
}

func background() context.Context { return context.Background() }
