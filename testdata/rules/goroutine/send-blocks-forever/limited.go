// Package limited gives up after a while, question by question.
package limited

import (
	"context"
	"fmt"
	"time"
)

type talk struct{ next func() string }

func (t *talk) Run(ctx context.Context, args []string) int {
	for _, arg := range args {
		if t.ask(ctx, arg) != nil {
			continue
		}
	}
	return 0
}

func (t *talk) ask(ctx context.Context, arg string) error {
	soon, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	_, err := reply(soon, arg)
	return err
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
