// Package runbyothers has functions of libraries run literals in goroutines.
package runbyothers

import (
	"context"
	"runtime/pprof"
	"time"

	"golang.org/x/sync/singleflight"
)

func ask(group *singleflight.Group, load func() (string, error)) string {
	answers := make(chan string)
	go group.Do("key", func() (any, error) {
		answer, err := load()
		answers <- answer // want "the send on `answers` blocks for ever when"
		return nil, err
	})
	select {
	case answer := <-answers:
		return answer
	case <-time.After(time.Second):
		return ""
	}
}

func cleanRoom(group *singleflight.Group, load func() (string, error)) string {
	answers := make(chan string, 1)
	go group.Do("key", func() (any, error) {
		answer, err := load()
		answers <- answer
		return nil, err
	})
	select {
	case answer := <-answers:
		return answer
	case <-time.After(time.Second):
		return ""
	}
}

// What it is given, nobody knows.
func cleanGiven(ctx context.Context, load func() (string, error)) string {
	answers := make(chan string)
	go pprof.Do(ctx, pprof.Labels("kind", "load"), func(ctx context.Context) {
		answer, _ := load()
		select {
		case answers <- answer:
		case <-ctx.Done():
		}
	})
	select {
	case answer := <-answers:
		return answer
	case <-ctx.Done():
		return ""
	}
}
