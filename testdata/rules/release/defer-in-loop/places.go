// Package places takes one of so many in each round, and gives none back before the last.
package places

import (
	"context"

	"golang.org/x/sync/semaphore"
)

type limits struct {
	byHost map[string]*semaphore.Weighted
}

func (l *limits) of(host string) *semaphore.Weighted { return l.byHost[host] }

func (l *limits) each(ctx context.Context, hosts []string, handle func(string)) error {
	for _, host := range hosts {
		places := l.of(host)
		if err := places.Acquire(ctx, 1); err != nil {
			return err
		}
		defer places.Release(1) // want "`places` is released when the function returns, not when the iteration ends"
		handle(host)
	}
	return nil
}
