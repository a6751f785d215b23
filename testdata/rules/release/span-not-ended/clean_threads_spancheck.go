// Package threads has the shapes that users of other analyzers reported as false alarms.
package threads

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

var tracer = otel.Tracer("example")

// jjti/go-spancheck#33: a wrapper starts the span and returns it.
func start(ctx context.Context, name string, attributes ...attribute.KeyValue) (context.Context, trace.Span) {
	ctx, span := tracer.Start(ctx, name)
	span.SetAttributes(attributes...)
	return ctx, span
}

// jjti/go-spancheck#33: the caller of the wrapper ends it.
func usesStart(ctx context.Context) error {
	ctx, span := start(ctx, "use", attribute.Bool("x", true))
	defer span.End()
	return ctx.Err()
}

// jjti/go-spancheck#25: a span of a branch, and a return after it.
func ofBranch(ctx context.Context, on bool) error {
	if on {
		_, span := tracer.Start(ctx, "branch")
		span.End()
	}
	return ctx.Err()
}

// jjti/go-spancheck#45: a function of the module that has another name ends it.
func endWithCause(ctx context.Context) (err error) {
	ctx, span := tracer.Start(ctx, "cause")
	defer finishNamed(span, &err)
	return ctx.Err()
}

func finishNamed(span trace.Span, err *error) { finish(span, *err) }

// hyperledger-labs/fabric-smart-client#1778: a tracer of one's own that wraps another.
type wrapped struct{ inner trace.Tracer }

func (w *wrapped) Start(ctx context.Context, name string) (context.Context, trace.Span) {
	ctx, span := w.inner.Start(ctx, name)
	return ctx, &labelled{Span: span, name: name}
}

type labelled struct {
	trace.Span
	name string
}

// openfga/openfga#3198: the helper returns only what ends the span.
func traced(ctx context.Context, name string) (context.Context, func(error)) {
	ctx, span := tracer.Start(ctx, name)
	return ctx, func(err error) { finish(span, err) }
}

func finish(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, err.Error())
	}
	span.End()
}

// openfga/openfga#3198: the span is part of a value that is returned.
type query struct {
	ctx  context.Context
	span trace.Span
}

func newQuery(ctx context.Context) *query {
	ctx, span := tracer.Start(ctx, "query")
	return &query{ctx: ctx, span: span}
}

// openfga/openfga#3198: the method value is returned.
func methodValue(ctx context.Context) (context.Context, func(...trace.SpanEndOption)) {
	ctx, span := tracer.Start(ctx, "value")
	return ctx, span.End
}

// jjti/go-spancheck#33: kept by a round tripper until the body is closed.
type transport struct{ spans map[*http.Request]trace.Span }

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, span := tracer.Start(r.Context(), r.Method)
	r = r.WithContext(ctx)
	t.spans[r] = span
	return http.DefaultTransport.RoundTrip(r)
}
