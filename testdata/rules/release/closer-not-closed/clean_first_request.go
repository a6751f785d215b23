// does-not-compile: the packages it imports are not here
package cleanfirst

import (
	"context"
	"io"

	"github.com/minio/minio-go/v7"
)

type bucket struct {
	client *minio.Client
	name   string
}

// An object whose first request failed has ended by itself.
func (b *bucket) open(ctx context.Context, key string) (io.ReadCloser, int64, error) {
	object, err := b.client.GetObject(ctx, b.name, key, minio.GetObjectOptions{})
	if err != nil {
		return nil, 0, err
	}
	info, err := object.Stat()
	if err != nil {
		return nil, 0, err
	}
	return object, info.Size, nil
}
