// does-not-compile: the packages it imports are not here
package lentbyuse

import (
	"context"
	"os"

	"example.org/shop/internal/blobs"
	"example.org/shop/internal/framing"
)

// What is closed after the call was not taken by it.
func upload(ctx context.Context, store *blobs.Store, path string) error {
	f, err := os.Open(path) // want "the file in `f` is not closed on every path"
	if err != nil {
		return err
	}
	if err := store.Keep(ctx, path, f); err != nil {
		return err
	}
	_ = f.Close()
	return nil
}

// It takes the file if it succeeds, and leaves it to its caller if not.
func adopted(store *blobs.Store, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	if err := store.Adopt(f); err != nil {
		f.Close()
		return err
	}
	return nil
}

// The wrapper has the file once nothing fails any more.
func wrapped(store *blobs.Store, path string) (*framing.Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	r := framing.On(f)
	if err := r.Handshake(); err != nil {
		f.Close()
		return nil, err
	}
	return r, nil
}

// Another one is closed in the next round.
func rounds(ctx context.Context, store *blobs.Store, paths []string) error {
	for _, path := range paths {
		f, err := os.Open(path)
		if ctx.Err() != nil {
			if err == nil {
				f.Close()
			}
			return ctx.Err()
		}
		if err != nil {
			return err
		}
		if err := store.Adopt(f); err != nil {
			return err
		}
	}
	return nil
}
