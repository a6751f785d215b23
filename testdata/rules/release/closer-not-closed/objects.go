// does-not-compile: the packages it imports are not here
package objects

import (
	"context"
	"io"

	"github.com/ncw/swift/v2"
)

type store struct {
	connection *swift.Connection
	container  string
}

func (s *store) copyTo(ctx context.Context, w io.Writer, key string) error {
	object, _, err := s.connection.ObjectOpen(ctx, s.container, key, true, nil) // want "the reader in `object` is not closed on every path"
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, object); err != nil {
		return err
	}
	return object.Close()
}

func (s *store) cleanOpen(ctx context.Context, key string) (io.ReadCloser, error) {
	object, _, err := s.connection.ObjectOpen(ctx, s.container, key, true, nil)
	if err != nil {
		return nil, err
	}
	return object, nil
}
