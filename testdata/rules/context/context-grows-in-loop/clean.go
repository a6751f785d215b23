// Package flat starts from the same context each time.
package flat

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

type key struct{}

func work(ctx context.Context) error { return ctx.Err() }

func ownVariable(ctx context.Context, jobs <-chan string) {
	for job := range jobs {
		jobCtx := context.WithValue(ctx, key{}, job)
		_ = work(jobCtx)
	}
}

func shadows(ctx context.Context, jobs <-chan string) {
	for job := range jobs {
		ctx := context.WithValue(ctx, key{}, job)
		ctx = context.WithValue(ctx, "more", job)
		_ = work(ctx)
	}
}

func resets(base context.Context, jobs <-chan string) {
	ctx := base
	for job := range jobs {
		ctx = base
		ctx = context.WithValue(ctx, key{}, job)
		_ = work(ctx)
	}
}

func resetsAtEnd(base context.Context, jobs <-chan string) {
	ctx := base
	for job := range jobs {
		ctx = context.WithValue(ctx, key{}, job)
		_ = work(ctx)
		ctx = base
	}
}

func fromBase(base context.Context, jobs <-chan string) {
	var ctx context.Context
	for job := range jobs {
		ctx = context.WithValue(base, key{}, job)
		_ = work(ctx)
	}
}

func middleware(c *gin.Context) {
	c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), key{}, c.ClientIP()))
	c.Next()
}

func factory(timeout time.Duration) gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx := c.Request.Context()
		ctx, cancel := context.WithTimeout(ctx, timeout)
		defer cancel()
		ctx = context.WithValue(ctx, key{}, "x")
		c.Request = c.Request.WithContext(ctx)
		c.Next()
	}
}

func parameter(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(context.WithValue(r.Context(), key{}, r.Host))
		next.ServeHTTP(w, r)
	})
}

func echoes(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx := context.WithValue(c.Request().Context(), key{}, c.Path())
		ctx = context.WithValue(ctx, "more", c.RealIP())
		c.SetRequest(c.Request().WithContext(ctx))
		return next(c)
	}
}

type call struct{ ctx context.Context }

func copies(c call, jobs <-chan string) {
	for job := range jobs {
		c := c
		c.ctx = context.WithValue(c.ctx, key{}, job)
		_ = work(c.ctx)
	}
}

func fresh(ctx context.Context, jobs <-chan string) {
	for job := range jobs {
		c := &call{ctx}
		c.ctx = context.WithValue(c.ctx, key{}, job)
		_ = work(c.ctx)
	}
}

func replaced(ctx context.Context, jobs <-chan string) {
	var c *call
	for job := range jobs {
		c = &call{ctx}
		c.ctx = context.WithValue(c.ctx, key{}, job)
		_ = work(c.ctx)
	}
}

func (c *call) with(name string) *call {
	c.ctx = context.WithValue(c.ctx, key{}, name)
	return c
}

func orBackground(ctx context.Context) context.Context {
	if ctx == nil {
		return context.Background()
	}
	return ctx
}

func keeps(ctx context.Context, jobs <-chan string) {
	for range jobs {
		ctx = orBackground(ctx)
		_ = work(ctx)
	}
}

func outsideLoop(ctx context.Context, jobs <-chan string) {
	ctx = context.WithValue(ctx, key{}, "all")
	for range jobs {
		_ = work(ctx)
	}
}

func inLiteral(ctx context.Context) func(context.Context) error {
	return func(ctx context.Context) error {
		ctx = context.WithValue(ctx, key{}, "x")
		return work(ctx)
	}
}

func perRequest(reqs []*http.Request) {
	for _, req := range reqs {
		req = req.WithContext(context.WithValue(req.Context(), key{}, "x"))
		_ = work(req.Context())
	}
}

func sameContext(ctx context.Context, req *http.Request, jobs <-chan string) {
	for range jobs {
		req = req.WithContext(ctx)
		_ = work(req.Context())
	}
}

type exchange struct{ request *http.Request }

func (e *exchange) named(filters []func(*exchange)) {
	for n, filter := range filters {
		before := e.request.Context()
		e.request = e.request.WithContext(context.WithValue(before, key{}, n))
		filter(e)
		e.request = e.request.WithContext(before)
	}
}

func takenBack(ctx context.Context, jobs <-chan string) {
	for job := range jobs {
		outer := ctx
		ctx = context.WithValue(ctx, key{}, job)
		_ = work(ctx)
		ctx = outer
	}
}
