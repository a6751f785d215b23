// does-not-compile: the package it imports is not here
package ways

import (
	"bytes"
	"errors"

	"example.org/elsewhere/archive"
)

var errEmpty = errors.New("empty")

func pack(path string, names []string) error {
	packed, err := archive.Make(path) // want "the value in `packed` is not closed on every path"
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := packed.Add(name); err != nil {
			return err
		}
	}
	return packed.Close()
}

func both(path string) error {
	packed, err := archive.Make(path)
	if err != nil {
		return err
	}
	if packed.Size() == 0 {
		packed.Close()
		return errEmpty
	}
	return packed.Close()
}

func deferred(path string, names []string) error {
	packed, err := archive.Make(path)
	if err != nil {
		return err
	}
	defer packed.Close()
	for _, name := range names {
		if err := packed.Add(name); err != nil {
			return err
		}
	}
	return packed.Close()
}

func handedOut(path string, check bool) (any, error) {
	packed, err := archive.Make(path)
	if err != nil {
		return nil, err
	}
	if check && packed.Size() == 0 {
		packed.Close()
		return nil, errEmpty
	}
	return packed, nil
}

// What it writes to is somebody else's.
func encoded(text string) (string, error) {
	var out bytes.Buffer
	armor, err := archive.Encode(&out)
	if err != nil {
		return "", err
	}
	if err := armor.Put(text); err != nil {
		return "", err
	}
	armor.Close()
	return out.String(), nil
}

// It is opened by a method of its own.
func connected(path string) error {
	client, err := archive.New(path)
	if err != nil {
		return err
	}
	if err := client.Connect(); err != nil {
		return err
	}
	client.Ping()
	return client.Close()
}
