// Package clean ends its spans, or gives them to somebody who does.
package clean

import (
	"context"
	"net/http"
	"sync"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/newrelic/go-agent/v3/newrelic"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"golang.org/x/sync/errgroup"
)

var tracer = otel.Tracer("example")

func deferred(ctx context.Context) error {
	ctx, span := tracer.Start(ctx, "deferred")
	defer span.End()
	return work(ctx)
}

func work(context.Context) error { return nil }

func deferredClosure(ctx context.Context) (err error) {
	ctx, span := tracer.Start(ctx, "closure")
	defer func() {
		if err != nil {
			span.RecordError(err)
			span.SetStatus(codes.Error, err.Error())
		}
		span.End()
	}()
	return work(ctx)
}

func endSpan(span trace.Span, err *error) {
	if *err != nil {
		span.RecordError(*err)
	}
	span.End()
}

func helper(ctx context.Context) (err error) {
	ctx, span := tracer.Start(ctx, "helper")
	defer endSpan(span, &err)
	return work(ctx)
}

func everyBranch(ctx context.Context) error {
	ctx, span := tracer.Start(ctx, "branches")
	if err := work(ctx); err != nil {
		span.End()
		return err
	}
	span.End()
	return nil
}

type operation struct {
	span trace.Span
	mu   sync.Mutex
	open map[string]trace.Span
}

func (o *operation) stored(ctx context.Context) context.Context {
	ctx, o.span = tracer.Start(ctx, "stored")
	return ctx
}

func (o *operation) inMap(ctx context.Context, id string) {
	_, span := tracer.Start(ctx, id)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.open[id] = span
}

func returnsEnd(ctx context.Context, name string) (context.Context, func()) {
	ctx, span := tracer.Start(ctx, name)
	return ctx, func() { span.End() }
}

func returnsEndWithError(ctx context.Context, name string) (context.Context, func(error)) {
	ctx, span := tracer.Start(ctx, name)
	return ctx, func(err error) {
		if err != nil {
			span.RecordError(err)
		}
		span.End()
	}
}

func goroutineEnds(ctx context.Context) {
	ctx, span := tracer.Start(ctx, "background")
	go func() {
		defer span.End()
		_ = work(ctx)
	}()
}

func grouped(ctx context.Context, names []string) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, name := range names {
		group.Go(func() error {
			ctx, span := tracer.Start(ctx, name)
			defer span.End()
			return work(ctx)
		})
	}
	return group.Wait()
}

// The context carries the span to the handler that ends it, as does the span that is taken from one.
func fromContext(ctx context.Context, name string) {
	span := trace.SpanFromContext(ctx)
	span.SetName(name)
}

func ginMiddleware() gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx, span := tracer.Start(c.Request.Context(), c.FullPath())
		defer span.End()
		c.Request = c.Request.WithContext(ctx)
		c.Next()
		span.SetStatus(codes.Ok, "")
	}
}

func wrapsHandler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, span := tracer.Start(r.Context(), r.Pattern)
		defer span.End()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func transaction(app *newrelic.Application) error {
	txn := app.StartTransaction("job")
	defer txn.End()
	defer txn.StartSegment("step").End()
	defer newrelic.StartSegment(txn, "other").End()
	return nil
}

func tested(t *testing.T) context.Context {
	ctx, span := tracer.Start(context.Background(), t.Name())
	t.Cleanup(func() { span.End() })
	return ctx
}

func sent(ctx context.Context, spans chan<- trace.Span) {
	_, span := tracer.Start(ctx, "sent")
	spans <- span
}

func appended(ctx context.Context, names []string) {
	var spans []trace.Span
	for _, name := range names {
		var span trace.Span
		ctx, span = tracer.Start(ctx, name)
		spans = append(spans, span)
	}
	for _, span := range spans {
		span.End()
	}
}

func passed(ctx context.Context, use func(context.Context, trace.Span)) {
	ctx, span := tracer.Start(ctx, "passed")
	use(ctx, span)
}

func conditional(ctx context.Context, traced bool) error {
	if traced {
		var span trace.Span
		ctx, span = tracer.Start(ctx, "conditional")
		defer span.End()
	}
	return work(ctx)
}
