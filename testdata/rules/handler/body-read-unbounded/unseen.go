// does-not-compile: nobody has the source of its frameworks
// Package unseen has handlers of frameworks of which only the names are known.
package unseen

import (
	"io"
	"net/http"

	"example.org/mux"
	"example.org/web"
	"example.org/work"
)

func save(w http.ResponseWriter, r mux.Request) error {
	body, err := io.ReadAll(r.Body) // want "takes the whole request body"
	if err != nil {
		return err
	}
	_, err = w.Write(body)
	return err
}

func upload(c *web.Context) error {
	body, err := io.ReadAll(c.Request().Body) // want "takes the whole request body"
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, len(body))
}

func form(c *web.Context) error {
	var into struct{ Name string }
	if err := c.Bind(&into); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, into.Name)
}

// A job has no client that sends it.
func cleanJob(c *work.Context) error {
	body, err := io.ReadAll(c.Request().Body)
	if err != nil {
		return err
	}
	return c.Done(len(body))
}

func cleanReader(w http.ResponseWriter, _ mux.Request, page *web.Page) error {
	body, err := io.ReadAll(page.Source)
	if err != nil {
		return err
	}
	_, err = w.Write(body)
	return err
}
