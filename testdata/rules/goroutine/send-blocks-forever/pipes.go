// Package pipes writes to pipes whose readers may be left.
package pipes

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"net/http"
	"os"
)

type store interface {
	Save(ctx context.Context, name string, r io.Reader) error
}

func thumbnail(ctx context.Context, s store, img image.Image) error {
	r, w := io.Pipe()
	go func() {
		defer w.Close()
		_ = png.Encode(w, img) // want "this write to a pipe waits for ever where `s.Save` returns before it has read all"
	}()
	if err := s.Save(ctx, "thumbnail.png", r); err != nil {
		return fmt.Errorf("thumbnail: %w", err)
	}
	return nil
}

func packed(values []string, path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r, w := io.Pipe()
	done := make(chan error, 1)
	go func() {
		z := gzip.NewWriter(w) // want "this write to a pipe waits for ever where `io.Copy` returns"
		err := json.NewEncoder(z).Encode(values)
		z.Close()
		w.CloseWithError(err)
		done <- err
	}()
	if _, err := io.Copy(f, r); err != nil {
		return err
	}
	return <-done
}

func first(r io.Reader) (string, error) {
	var name string
	err := json.NewDecoder(r).Decode(&name)
	return name, err
}

func whole(r io.Reader) ([]string, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var names []string
	return names, json.Unmarshal(data, &names)
}

func firstOf(write func(io.Writer) error) (string, error) {
	r, w := io.Pipe()
	go func() {
		w.CloseWithError(write(w)) // want "this write to a pipe waits for ever where `first` returns"
	}()
	return first(r)
}

func cleanWhole(write func(io.Writer) error) ([]string, error) {
	r, w := io.Pipe()
	go func() {
		w.CloseWithError(write(w))
	}()
	return whole(r)
}

func cleanClosed(ctx context.Context, s store, img image.Image) error {
	r, w := io.Pipe()
	go func() {
		w.CloseWithError(png.Encode(w, img))
	}()
	err := s.Save(ctx, "thumbnail.png", r)
	r.CloseWithError(err)
	return err
}

func cleanDeferred(ctx context.Context, s store, img image.Image) error {
	r, w := io.Pipe()
	defer r.Close()
	go func() {
		w.CloseWithError(png.Encode(w, img))
	}()
	return s.Save(ctx, "thumbnail.png", r)
}

// A buffer takes all that there is.
func cleanMemory(img image.Image) (string, error) {
	r, w := io.Pipe()
	go func() {
		w.CloseWithError(png.Encode(w, img))
	}()
	var out bytes.Buffer
	if _, err := io.Copy(&out, r); err != nil {
		return "", err
	}
	return out.String(), nil
}

// A client closes the body of its request.
func cleanRequest(client *http.Client, img image.Image) error {
	r, w := io.Pipe()
	go func() {
		w.CloseWithError(png.Encode(w, img))
	}()
	resp, err := client.Post("https://example.com/", "image/png", r)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Who is given the reader closes it.
func cleanReturned(img image.Image) io.ReadCloser {
	r, w := io.Pipe()
	go func() {
		w.CloseWithError(png.Encode(w, img))
	}()
	return r
}

// Nobody else writes: the caller reads what it has written.
func cleanSelf(work func(io.Reader) error, text string) error {
	r, w := io.Pipe()
	go func() { _ = work(r) }()
	_, err := io.WriteString(w, text)
	w.Close()
	return err
}
