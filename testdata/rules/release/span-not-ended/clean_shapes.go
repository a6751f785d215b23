// Package shapes has roundabout ways to end a span, or to hand it over.
package shapes

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
)

type tracing struct{ tracer trace.Tracer }

type scope struct {
	trace.Span
	begin time.Time
}

func (s *scope) finish(err *error) {
	if *err != nil {
		s.RecordError(*err)
	}
	s.SetAttributes(attribute.String("took", time.Since(s.begin).String()))
	s.End()
}

func (t *tracing) start(ctx context.Context, name string) (context.Context, *scope) {
	ctx, span := t.tracer.Start(ctx, name)
	return ctx, &scope{span, time.Now()}
}

func (t *tracing) use(ctx context.Context) (err error) {
	ctx, s := t.start(ctx, "use")
	defer s.finish(&err)
	return ctx.Err()
}

func wraps(ctx context.Context, name string, work func(context.Context) error) error {
	ctx, span := otel.Tracer("x").Start(ctx, name)
	err := work(ctx)
	if err != nil {
		span.RecordError(err)
	}
	span.End()
	return err
}

func endsLater(ctx context.Context, stop <-chan struct{}) context.Context {
	ctx, span := otel.Tracer("x").Start(ctx, "later")
	go func() {
		<-stop
		span.End()
	}()
	return ctx
}

func deferredMethodValue(ctx context.Context) error {
	ctx, span := otel.Tracer("x").Start(ctx, "value")
	end := span.End
	defer end()
	return ctx.Err()
}

func deferredWithOptions(ctx context.Context) error {
	ctx, span := otel.Tracer("x").Start(ctx, "options", trace.WithSpanKind(trace.SpanKindClient))
	defer span.End(trace.WithTimestamp(time.Now()))
	return ctx.Err()
}

func optional(ctx context.Context, on bool) error {
	var span trace.Span
	if on {
		ctx, span = otel.Tracer("x").Start(ctx, "optional")
	}
	err := ctx.Err()
	if span != nil {
		span.End()
	}
	return err
}

func guarded(ctx context.Context, on bool) error {
	var span trace.Span
	if on {
		ctx, span = otel.Tracer("x").Start(ctx, "guarded")
	}
	err := ctx.Err()
	if on {
		span.End()
	}
	return err
}

func inKeys(c *gin.Context) {
	_, span := otel.Tracer("x").Start(c.Request.Context(), "keys")
	c.Set("span", span)
	c.Next()
}

type recorder struct {
	http.ResponseWriter
	span trace.Span
}

func (r *recorder) WriteHeader(code int) {
	r.span.SetAttributes(attribute.Int("code", code))
	r.span.End()
	r.ResponseWriter.WriteHeader(code)
}

func inWriter(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, span := otel.Tracer("x").Start(r.Context(), "writer")
		next.ServeHTTP(&recorder{w, span}, r.WithContext(ctx))
	})
}

type traced struct {
	steps map[string]func()
}

func (t *traced) step(ctx context.Context, name string) {
	_, span := otel.Tracer("x").Start(ctx, name)
	t.steps[name] = func() { span.End() }
}

// perStep ends one span before it begins the next.
func perStep(ctx context.Context) {
	tracer := otel.Tracer("x")
	_, span := tracer.Start(ctx, "one")
	span.End()
	_, span = tracer.Start(ctx, "two")
	defer span.End()
}
