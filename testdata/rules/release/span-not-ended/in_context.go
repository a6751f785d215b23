package incontext

import (
	"context"

	"go.opentelemetry.io/otel/trace"
)

// That another context is returned says nothing of the span.
func other(ctx context.Context, tracer trace.Tracer, query func(context.Context) error) (context.Context, error) {
	inner, span := tracer.Start(ctx, "query") // want "the span in `span` is not ended on every path"
	if err := query(inner); err != nil {
		return ctx, err
	}
	span.End()
	return ctx, nil
}
