package incontext

import (
	"context"

	"go.opentelemetry.io/otel/trace"
)

type hook struct{ tracer trace.Tracer }

type key struct{}

// Who gets the context has the span: after the query it is ended.
func (h *hook) cleanBefore(ctx context.Context, query string) context.Context {
	ctx, span := h.tracer.Start(ctx, "query")
	ctx = context.WithValue(ctx, key{}, span.SpanContext().TraceID().String())
	return ctx
}

func (h *hook) cleanAfter(ctx context.Context, rows int) {
	span := trace.SpanFromContext(ctx)
	if !span.IsRecording() {
		return
	}
	if rows == 0 {
		return
	}
	defer span.End()
	span.AddEvent("rows")
}
