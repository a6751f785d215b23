// Package paths leaves spans open on some way out of each function.
package paths

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/trace"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/newrelic/go-agent/v3/newrelic"
	octrace "go.opencensus.io/trace"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	oteltrace "go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc"
)

var tracer = otel.Tracer("example")

var errEmpty = errors.New("empty")

func never(ctx context.Context, name string) int {
	_, span := tracer.Start(ctx, "never") // want "span in `span` is never ended"
	span.AddEvent(name)
	return len(name)
}

func early(ctx context.Context, name string) error {
	ctx, span := tracer.Start(ctx, "early") // want "not ended on every path"
	if name == "" {
		span.SetStatus(codes.Error, "empty")
		return errEmpty
	}
	err := work(ctx)
	span.End()
	return err
}

func work(context.Context) error { return nil }

func global(ctx context.Context) error {
	ctx, span := otel.Tracer("x").Start(ctx, "global") // want "span"
	if err := work(ctx); err != nil {
		span.RecordError(err)
		return err
	}
	span.End()
	return nil
}

func late(ctx context.Context, name string) error {
	_, span := tracer.Start(ctx, "late")
	if name == "" {
		return errEmpty
	}
	defer span.End() // want late-defer:"span"
	return nil
}

func switches(ctx context.Context, kind int) (string, error) {
	_, span := tracer.Start(ctx, "switches") // want "span"
	switch kind {
	case 0:
		span.End()
		return "zero", nil
	case 1:
		return "one", nil
	}
	span.End()
	return "", errEmpty
}

func perItem(ctx context.Context, items []string) {
	for _, item := range items {
		_, span := tracer.Start(ctx, item) // want "span"
		if item == "" {
			continue
		}
		span.End()
	}
}

func retries(ctx context.Context) (err error) {
	for range 3 {
		ctx, span := tracer.Start(ctx, "try") // want "span"
		if err = work(ctx); err == nil {
			return nil
		}
		span.RecordError(err)
		span.End()
	}
	return err
}

func startSpan(ctx context.Context, name string) (context.Context, oteltrace.Span) {
	return tracer.Start(ctx, "app."+name)
}

func viaHelper(ctx context.Context) error {
	ctx, span := startSpan(ctx, "helper") // want "span"
	if err := work(ctx); err != nil {
		return err
	}
	span.End()
	return nil
}

func ginMiddleware() gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx, span := tracer.Start(c.Request.Context(), c.FullPath()) // want "span"
		c.Request = c.Request.WithContext(ctx)
		c.Next()
		if len(c.Errors) > 0 {
			span.SetStatus(codes.Error, c.Errors.String())
			return
		}
		span.End()
	}
}

func echoHandler(c echo.Context) error {
	_, span := tracer.Start(c.Request().Context(), "echo") // want "span"
	if c.Param("id") == "" {
		return echo.ErrNotFound
	}
	span.End()
	return c.NoContent(http.StatusOK)
}

func interceptor(ctx context.Context, req any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
	ctx, span := tracer.Start(ctx, info.FullMethod) // want "span"
	reply, err := next(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", info.FullMethod, err)
	}
	span.End()
	return reply, nil
}

func census(ctx context.Context) error {
	ctx, span := octrace.StartSpan(ctx, "census") // want "span"
	if err := work(ctx); err != nil {
		return err
	}
	span.End()
	return nil
}

func inGoroutine(ctx context.Context) {
	go func() {
		ctx, span := tracer.Start(ctx, "background") // want "span"
		if work(ctx) != nil {
			return
		}
		span.End()
	}()
}

func transaction(app *newrelic.Application, fail bool) error {
	txn := app.StartTransaction("job") // want "transaction"
	if fail {
		txn.NoticeError(errEmpty)
		return errEmpty
	}
	txn.End()
	return nil
}

func segment(txn *newrelic.Transaction, fail bool) error {
	segment := txn.StartSegment("step") // want "segment"
	if fail {
		return errEmpty
	}
	segment.End()
	return nil
}

func namedResult(ctx context.Context) (err error) {
	ctx, task := trace.NewTask(ctx, "task") // want "span"
	if err = work(ctx); err != nil {
		return
	}
	task.End()
	return
}
