package stored

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

type page struct{ Path, Text string }

func closures(names []string) []func() string {
	var all []func() string
	for _, name := range names {
		all = append(all, func() string {
			return name // want "name"
		})
	}
	return all
}

func byKey(names []string) map[string]func() {
	all := map[string]func(){}
	for i, name := range names {
		all[name] = func() {
			fmt.Println(i) // want "i"
		}
	}
	return all
}

func sent(names []string, work chan<- func()) {
	for _, name := range names {
		work <- func() {
			fmt.Println(name) // want "name"
		}
	}
}

type task struct{ run func() }

func inFields(names []string) []task {
	var tasks []task
	for _, name := range names {
		tasks = append(tasks, task{run: func() {
			fmt.Println(name) // want "name"
		}})
	}
	return tasks
}

func ginRoutes(engine *gin.Engine, pages []page) {
	for _, p := range pages {
		engine.GET(p.Path, func(c *gin.Context) {
			c.String(http.StatusOK, p.Text) // want "p"
		})
	}
}

func muxRoutes(mux *http.ServeMux, pages []page) {
	for _, p := range pages {
		mux.HandleFunc(p.Path, func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, p.Text) // want "p"
		})
	}
}

func chiRoutes(r chi.Router, pages []page) {
	for _, p := range pages {
		r.Get(p.Path, func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, p.Text) // want "p"
		})
	}
}

func echoRoutes(e *echo.Echo, pages []page) {
	for _, p := range pages {
		e.GET(p.Path, func(c echo.Context) error {
			return c.String(http.StatusOK, p.Text) // want "p"
		})
	}
}

func fiberRoutes(app *fiber.App, pages []page) {
	for _, p := range pages {
		app.Get(p.Path, func(c *fiber.Ctx) error {
			return c.SendString(p.Text) // want "p"
		})
	}
}

func parallel(t *testing.T, pages []page) {
	for _, p := range pages {
		t.Run(p.Path, func(t *testing.T) {
			t.Parallel()
			if p.Text == "" { // want "p"
				t.Error("empty")
			}
		})
	}
}

func cleanups(t *testing.T, pages []page) {
	for _, p := range pages {
		t.Cleanup(func() {
			t.Log(p.Path) // want "p"
		})
	}
}

func afterContext(ctx context.Context, names []string) {
	for _, name := range names {
		context.AfterFunc(ctx, func() {
			fmt.Println(name) // want "name"
		})
	}
}
