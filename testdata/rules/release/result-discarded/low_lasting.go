// Package lasting drops what costs nothing, or is there as long as the process.
package lasting

import (
	"context"
	"embed"
	"net/http"

	"github.com/redis/go-redis/v9"
)

//go:embed low_lasting.go
var content embed.FS

type files struct{ http.FileSystem }

func (f files) exists(name string) bool {
	_, err := f.Open(name) // want "the file is dropped at once"
	return err == nil
}

var pages = files{http.FS(content)}

func follow(ctx context.Context, client *redis.Client, forget func(string)) {
	for message := range client.Subscribe(ctx, "changes").Channel() { // want "the subscription is dropped at once"
		forget(message.Payload)
	}
}
