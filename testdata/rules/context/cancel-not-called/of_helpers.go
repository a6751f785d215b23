package helpers

import (
	"context"
	"net/http"
	"time"
)

func limited() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.TODO(), time.Second)
}

func limitedTwice() (context.Context, context.CancelFunc) {
	ctx, cancel := limited()
	return context.WithValue(ctx, key{}, "twice"), cancel
}

func below(parent context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(parent, time.Second)
}

type key struct{}

func ask(load func(context.Context) error) error {
	ctx, _ := limited() // want "dropped and never called: one timer per call, until it fires"
	return load(ctx)
}

func askTwice(load func(context.Context) error) error {
	ctx, _ := limitedTwice() // want "dropped and never called: one timer per call, until it fires"
	return load(ctx)
}

func askBelow(r *http.Request, load func(context.Context) error) error {
	ctx, _ := below(r.Context()) // want "dropped and never called: one context in its parent per call"
	return load(ctx)
}
