// does-not-compile: what the package gives is not here, as where nothing was downloaded
package closers

import (
	"bytes"

	"example.org/absent/kv"
)

type shelf struct{ store *kv.Store }

func countAll(path string) (int, error) {
	store, err := kv.OpenStore(path)
	if err != nil {
		return 0, err
	}
	defer store.Close()
	return store.Len()
}

func dropAll(path string) error {
	store, err := kv.OpenStore(path)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	return store.Clear()
}

func forgetful(path, key string) (string, error) {
	store, err := kv.OpenStore(path) // want "the value in `store` is never closed: what it holds per call; other callers of `OpenStore` have theirs closed"
	if err != nil {
		return "", err
	}
	return store.Read(key)
}

func clean_kept(path string) (*shelf, error) {
	store, err := kv.OpenStore(path)
	if err != nil {
		return nil, err
	}
	return &shelf{store: store}, nil
}

func clean_handed(path string, take func(*kv.Store)) error {
	store, err := kv.OpenStore(path)
	if err != nil {
		return err
	}
	take(store)
	return nil
}

func clean_one(path string) error {
	index, err := kv.OpenIndex(path)
	if err != nil {
		return err
	}
	return index.Sync()
}

// An encoder that writes to a buffer holds nothing of its own.
func firstRow(rows []string) ([]byte, error) {
	var out bytes.Buffer
	w := kv.NewEncoder(kv.Armor(&out))
	defer w.Close()
	return out.Bytes(), w.Encode(rows[0])
}

func allRows(rows []string) ([]byte, error) {
	var out bytes.Buffer
	w := kv.NewEncoder(kv.Armor(&out))
	defer w.Close()
	return out.Bytes(), w.Encode(rows)
}

func clean_encoded(rows []string) ([]byte, error) {
	var out bytes.Buffer
	armor := kv.Armor(&out)
	w := kv.NewEncoder(armor)
	if err := w.Encode(rows); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
