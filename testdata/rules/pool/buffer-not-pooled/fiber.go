package fiberforms

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"html/template"

	"github.com/gofiber/fiber/v2"
)

var page = template.Must(template.New("page").Parse("<h1>{{.}}</h1>"))

func show(c *fiber.Ctx) error {
	html := &bytes.Buffer{} // want "bytes.Buffer"
	if err := page.Execute(html, c.Params("name")); err != nil {
		return err
	}
	return c.Type("html").Send(html.Bytes())
}

func trace() fiber.Handler {
	return func(c *fiber.Ctx) error {
		note := bytes.NewBufferString("") // want "bytes.Buffer|bytes.NewBuffer"
		fmt.Fprint(note, c.Method(), " ", c.Path())
		err := c.Next()
		fmt.Println(note.String())
		return err
	}
}

func start() error {
	app := fiber.New()
	app.Use(trace())
	app.Get("/pages/:name", show)
	app.Get("/packed", func(c *fiber.Ctx) error {
		packed := gzip.NewWriter(c) // want "gzip"
		defer packed.Close()
		_, err := packed.Write([]byte("packed"))
		return err
	})
	return app.Listen(":8080")
}
