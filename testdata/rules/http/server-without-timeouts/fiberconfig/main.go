// Package fiberconfig says in the settings how long to wait.
package fiberconfig

import (
	"time"

	"github.com/gofiber/fiber/v2"
)

func serve() error {
	app := fiber.New(fiber.Config{ReadTimeout: 5 * time.Second})
	return app.Listen(":3000")
}
