package main

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

const base = "/shop"

func show(c echo.Context) error { return c.NoContent(http.StatusOK) }

func counted(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error { return next(c) }
}

type pages struct{ group *echo.Group }

func (p pages) register() {
	p.group.GET("", show)
	p.group.GET("/:name", show, counted)
	p.group.Add(http.MethodPost, "/", show)
}

func echoService() *echo.Echo {
	e := echo.New()
	e.Pre(counted)
	e.GET("/", show)
	e.PUT(base+"/items/:id", show)
	g := e.Group(base, counted)
	pages{group: g.Group("/pages")}.register()
	pages{g.Group("/more")}.register()
	e.Match([]string{"GET", "DELETE"}, "/match", show)
	handlers := map[string]echo.HandlerFunc{"/one": show, "/two": show}
	for path, handler := range handlers {
		e.PATCH(path, handler)
	}
	e.Any("/any", show)
	return e
}
