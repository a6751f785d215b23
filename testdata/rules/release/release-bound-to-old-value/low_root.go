package root

import (
	"context"
	"time"
)

// The context of Background alone has nobody who keeps it.
func run(limit time.Duration, work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(context.Background())
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit) // want "`cancel` is replaced"
	}
	defer cancel()
	return work(ctx)
}
