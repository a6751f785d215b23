package main

import "github.com/gofiber/fiber/v2"

func get(c *fiber.Ctx) error    { return c.SendStatus(fiber.StatusOK) }
func logged(c *fiber.Ctx) error { return c.Next() }

func users(router fiber.Router) {
	router.Get("/", get)
	router.Post("new", get)
	router.Route("/deep", func(r fiber.Router) { r.Put("/:id", get) }, "deep.")
}

func fiberService() *fiber.App {
	app := fiber.New()
	app.Use(logged)
	app.Get("/", get)
	api := app.Group("/api", logged)
	users(api.Group("/users"))
	users(api.Group("clients/"))
	app.Add("PATCH", "/patched", get)
	app.All("/all", get)
	app.Delete("deleted", logged, get)
	return app
}
