// Package factories makes handlers that share what was made with them.
package factories

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"
)

func counting() gin.HandlerFunc {
	hits := map[string]int{}
	return func(c *gin.Context) {
		hits[c.FullPath()]++ // want "`hits` of the function around this handler is one for all requests .* concurrent map writes"
		c.Next()
	}
}

func total() gin.HandlerFunc {
	count := 0
	return func(c *gin.Context) {
		count++ // want "`count` of the function around this handler .* a data race"
		c.Header("X-Count", time.Duration(count).String())
		c.Next()
	}
}

// The default is set by whoever comes first, while others read it.
func owned(param string) gin.HandlerFunc {
	return func(c *gin.Context) {
		if param == "" {
			param = "id" // want "`param` of the function around"
		}
		c.Set("owner", c.Param(param))
	}
}

func last() gin.HandlerFunc {
	var err error
	return func(c *gin.Context) {
		err = c.ShouldBindQuery(&struct{ Page int }{}) // want "`err` of the function around"
		if err != nil {
			c.AbortWithStatus(http.StatusBadRequest)
		}
	}
}

func recorded(limit int) gin.HandlerFunc {
	recent := make([]string, 0, limit)
	return func(c *gin.Context) {
		recent = append(recent, c.FullPath()) // want "`recent` of the function around"
		if len(recent) > limit {
			recent = recent[1:]
		}
	}
}

func expiring() func(http.Handler) http.Handler {
	state := struct {
		until time.Time
		value string
	}{}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if time.Now().After(state.until) {
				state.value = r.Host // want "`state` of the function around"
				state.until = time.Now().Add(time.Minute)
			}
			w.Header().Set("X-Host", state.value)
			next.ServeHTTP(w, r)
		})
	}
}

func chiCounter(router chi.Router) {
	seen := 0
	router.Get("/count", func(w http.ResponseWriter, _ *http.Request) {
		seen += 1 // want "`seen` of the function around"
		w.WriteHeader(http.StatusNoContent)
	})
}

func echoLimit(most int) echo.MiddlewareFunc {
	open := 0
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			open++ // want "`open` of the function around"
			defer func() { open-- }()
			if open > most {
				return echo.ErrTooManyRequests
			}
			return next(c)
		}
	}
}

func fiberTokens(app *fiber.App) {
	tokens := map[string]string{}
	app.Post("/login", func(c *fiber.Ctx) error {
		tokens[c.FormValue("user")] = time.Now().String() // want "`tokens` of the function around"
		return c.SendStatus(fiber.StatusNoContent)
	})
	app.Post("/logout", func(c *fiber.Ctx) error {
		delete(tokens, c.FormValue("user"))
		return c.SendStatus(fiber.StatusNoContent)
	})
}

func metered() grpc.UnaryServerInterceptor {
	calls := make(map[string]int)
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		calls[info.FullMethod]++ // want "`calls` of the function around"
		return handler(ctx, req)
	}
}

// A lock for reading does not keep writers apart from each other.
func tail(lines chan string) gin.HandlerFunc {
	var kept []string
	return func(c *gin.Context) {
		go func() {
			kept = append(kept, <-lines) // want "`kept` of the function around"
		}()
		c.Status(http.StatusAccepted)
	}
}
