// does-not-compile: its other module stands beside it
// Command wrapped has handlers that take what another module puts around requests.
package main

import (
	"errors"
	"io"
	"net/http"

	"example.com/kit"
)

func save(w http.ResponseWriter, r kit.Request) error {
	body, err := io.ReadAll(r.Body) // want "takes the whole request body"
	if err != nil {
		return err
	}
	_, err = w.Write(body)
	return err
}

func upload(c *kit.Context) error {
	if c.User() == "" {
		return errors.New("nobody")
	}
	_, err := io.ReadAll(c.Request().Body) // want "takes the whole request body"
	return err
}

func cleanLimited(c *kit.Context) error {
	_, err := io.ReadAll(http.MaxBytesReader(c.Response(), c.Request().Body, 1<<20))
	return err
}

func cleanJob(job kit.Job, from io.Reader) error {
	_, err := io.ReadAll(from)
	return err
}

func main() {
	handlers := []any{save, upload, cleanLimited}
	println(len(handlers), cleanJob(kit.Job{}, nil))
}
