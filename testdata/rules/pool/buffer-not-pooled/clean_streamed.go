// Package streamed answers with a buffer that is read when the handler has returned.
package streamed

import (
	"bytes"

	"github.com/gofiber/fiber/v2"
)

func register(app *fiber.App) {
	app.Get("/log", func(c *fiber.Ctx) error {
		page := bytes.NewBufferString("")
		page.WriteString(c.Path())
		c.Response().SetBodyStream(page, page.Len())
		return nil
	})
	app.Get("/page", func(c *fiber.Ctx) error {
		page := &bytes.Buffer{}
		page.WriteString(c.Path())
		return c.SendStream(page)
	})
}
