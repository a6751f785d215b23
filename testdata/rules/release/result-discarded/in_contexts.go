package incontexts

import (
	"context"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// Who gets the context ends the span that it holds.
func cleanStart(ctx context.Context) context.Context {
	ctx, _ = otel.Tracer("x").Start(ctx, "handed on")
	return ctx
}

func cleanRun(ctx context.Context, run func(context.Context)) {
	inner, _ := otel.Tracer("x").Start(ctx, "handed down")
	run(inner)
}

func end(ctx context.Context) {
	span := trace.SpanFromContext(ctx)
	span.SetStatus(codes.Ok, "")
	span.End()
}

// The context goes, too.
func both(ctx context.Context) {
	_, _ = otel.Tracer("x").Start(ctx, "dropped") // want "the span is dropped at once"
}
