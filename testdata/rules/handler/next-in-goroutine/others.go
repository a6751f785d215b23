// Package others has home-made timeouts for net/http, echo, fiber and gRPC.
package others

import (
	"context"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"
)

func timeout(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		done := make(chan struct{})
		go func() {
			next.ServeHTTP(w, r) // want "`next.ServeHTTP` runs in a goroutine"
			close(done)
		}()
		select {
		case <-done:
		case <-r.Context().Done():
			w.WriteHeader(http.StatusGatewayTimeout)
		}
	})
}

func forFunc(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		timer := time.NewTimer(time.Second)
		done := make(chan bool, 1)
		go func() {
			next(w, r) // want "`next` runs"
			done <- true
		}()
		select {
		case <-done:
		case <-timer.C:
		}
	}
}

func echoTimeout(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		result := make(chan error, 1)
		go func() {
			result <- next(c) // want "`next` runs"
		}()
		select {
		case err := <-result:
			return err
		case <-time.After(time.Second):
			return echo.ErrServiceUnavailable
		}
	}
}

func fiberTimeout(c *fiber.Ctx) error {
	result := make(chan error, 1)
	go func() { result <- c.Next() }() // want "c.Next"
	select {
	case err := <-result:
		return err
	case <-time.After(time.Second):
		return fiber.ErrRequestTimeout
	}
}

func fiberWrap(h fiber.Handler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		result := make(chan error, 1)
		go func() { result <- h(c) }() // want "`h` runs"
		select {
		case err := <-result:
			return err
		case <-time.After(time.Second):
			return fiber.ErrRequestTimeout
		}
	}
}

func unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	type answer struct {
		value any
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		value, err := handler(ctx, req) // want "`handler` runs"
		answers <- answer{value, err}
	}()
	select {
	case a := <-answers:
		return a.value, a.err
	case <-time.After(time.Second):
		return nil, context.DeadlineExceeded
	}
}

func stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	failed := make(chan error, 1)
	go func() { failed <- handler(srv, ss) }() // want "`handler` runs"
	select {
	case err := <-failed:
		return err
	case <-ss.Context().Done():
		return ss.Context().Err()
	}
}

// In order.

func echoAwaited(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		result := make(chan error, 1)
		go func() { result <- next(c) }()
		return <-result
	}
}

func echoPlain(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		path := c.Path()
		go func() { _ = path }()
		return next(c)
	}
}

func unaryPlain(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return handler(ctx, req)
}

func streamAwaited(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	failed := make(chan error, 1)
	go func() { failed <- handler(srv, ss) }()
	for {
		select {
		case err := <-failed:
			return err
		case <-time.After(time.Second):
		}
	}
}

func buffered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := httptest.NewRecorder()
		next.ServeHTTP(rec, r)
		w.WriteHeader(rec.Code)
	})
}

func standard(next http.Handler) http.Handler {
	return http.TimeoutHandler(next, time.Second, "slow")
}
