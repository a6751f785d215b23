"""Route tables of services in one file, for the tests of routes."""

from __future__ import annotations

from ginlint.go.requests.routes import RouteTable
from tests.go.gotext import project

HEAD = """package a

import (
	"context"
	"net/http"
	"path"

	"connectrpc.com/connect"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/cloudwego/hertz/pkg/app/server"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	kratos "github.com/go-kratos/kratos/v2/transport/http"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/gorilla/mux"
	"github.com/julienschmidt/httprouter"
	"github.com/justinas/alice"
	"github.com/labstack/echo/v4"
	"github.com/zeromicro/go-zero/rest"
	"google.golang.org/grpc"

	"example.com/a/itemsconnect"
	"example.org/users/usersconnect"
)

func list(c *gin.Context)   {}
func create(c *gin.Context) {}
func log(c *gin.Context)    {}
func auth(c *gin.Context)   {}
func limit(n int) gin.HandlerFunc { return func(c *gin.Context) {} }

func home(w http.ResponseWriter, r *http.Request) {}
func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func show(c echo.Context) error { return nil }
func eLog(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error { return next(c) }
}

func get(c *fiber.Ctx) error  { return nil }
func fLog(c *fiber.Ctx) error { return c.Next() }

"""

GENERATED = """package itemsconnect

import (
	"context"
	"net/http"

	"connectrpc.com/connect"
)

type ItemsHandler interface {
	Get(context.Context, *connect.Request[string]) (*connect.Response[string], error)
	Put(context.Context, *connect.Request[string]) (*connect.Response[string], error)
}

func NewItemsHandler(svc ItemsHandler, opts ...connect.HandlerOption) (string, http.Handler) {
	return "/shop.v1.Items/", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {})
}
"""


def rows(text: str, **more: str) -> list[str]:
    """Return the rows of a program as `VERB PATH: middleware > handler`."""
    files = {"a.go": HEAD + text, "itemsconnect/items.go": GENERATED} | {
        name.replace("__", "/") + ".go": file for name, file in more.items()
    }
    found = []
    for route in RouteTable(project(files)).routes:
        chain = [part.name.removeprefix("a.") for part in (*route.chain, route.handler)]
        found.append(f"{route.name}: {' > '.join(chain)}")
    return found
