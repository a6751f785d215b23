package directories

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/redis/go-redis/v9"
)

type archiver interface {
	Create(name string) (io.WriteCloser, error)
}

type tree struct{ root string }

func (t tree) Create(name string) (io.WriteCloser, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	return os.Create(t.root + name)
}

func touch(a archiver, name string) error {
	_, err := a.Create(name) // want "the file is dropped at once"
	return err
}

func ping(options *redis.Options) error {
	return redis.NewClient(options).Ping(context.Background()).Err() // want "the Redis client is dropped at once"
}
