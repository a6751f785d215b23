// does-not-compile: the packages it imports are not here
package unknown

import (
	"encoding/json"
	"io"

	"example.org/shop/internal/archive"
	"example.org/shop/internal/store"
)

type shelf struct{ store *store.Store }

func (s *shelf) label(name string) ([]byte, error) {
	r, err := s.store.Open(name) // want "the reader in `r` is never closed"
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func (s *shelf) icon(w io.Writer, digest string) error {
	_, blob, err := s.store.Registry().PullBlob(digest) // want "the reader in `blob` is never closed"
	if err != nil {
		return err
	}
	_, err = io.Copy(w, io.LimitReader(blob, 1<<20))
	return err
}

func (s *shelf) partly(name string, into any) error {
	r, err := archive.OpenReader(name) // want "the reader in `r` is not closed on every path"
	if err != nil {
		return err
	}
	if err := json.NewDecoder(r).Decode(into); err != nil {
		return err
	}
	return r.Close()
}

func (s *shelf) closed(w io.Writer, name string) error {
	r, err := s.store.Open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(w, r)
	return err
}

// Whoever is not known may close it.
func (s *shelf) handedOn(name string) error {
	r, err := s.store.Open(name)
	if err != nil {
		return err
	}
	if _, err := io.CopyN(io.Discard, r, 16); err != nil {
		archive.Forget(r)
		return err
	}
	return s.store.Keep(r)
}

// A name that says nothing of opening.
func (s *shelf) text(name string) ([]byte, error) {
	r, err := s.store.Body(name)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Without an error there is nothing that could have failed to open.
func (s *shelf) buffered(name string) ([]byte, error) {
	return io.ReadAll(s.store.Open(name))
}
