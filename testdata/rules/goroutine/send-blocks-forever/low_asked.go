// Package asked answers what somebody types until they have had enough.
package asked

import (
	"context"
	"fmt"
)

type talk struct{ next func() string }

func (t *talk) Run(ctx context.Context, args []string) int {
	for _, arg := range args {
		if _, err := reply(ctx, arg); err != nil {
			return 1
		}
	}
	return 0
}

func reply(ctx context.Context, question string) (string, error) {
	answers := make(chan string)
	go func() {
		answers <- fmt.Sprint(question, "?") // want "the send on `answers` blocks for ever when something else comes first"
	}()
	select {
	case answer := <-answers:
		return answer, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
