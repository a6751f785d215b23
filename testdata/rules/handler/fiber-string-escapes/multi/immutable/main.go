// Command immutable has fiber copy what it hands out.
package main

import (
	"log"

	"github.com/gofiber/fiber/v2"
)

func show(c *fiber.Ctx) error {
	name := c.Params("name")
	go func() { log.Print(name) }()
	return nil
}

func main() {
	app := fiber.New(fiber.Config{Immutable: true, ReadTimeout: 1e9})
	app.Get("/:name", show)
	log.Fatal(app.Listen("localhost:3000"))
}
