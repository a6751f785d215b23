// Package generators hands a channel on, to who knows what.
package generators

import "context"

type source interface {
	Next(ctx context.Context) (string, error)
}

type consumer interface {
	Start(ctx context.Context, lines <-chan string) (wait func())
}

type reader struct {
	source   source
	consumer consumer
}

func (r *reader) serve(ctx context.Context) {
	lines := r.fetch(ctx)
	wait := r.consumer.Start(ctx, lines)
	wait()
}

func (r *reader) fetch(ctx context.Context) chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for {
			select {
			case <-ctx.Done():
				return
			default:
				line, err := r.source.Next(ctx)
				if err != nil {
					continue
				}
				lines <- line // want "this send waits for ever once the caller no longer receives from `lines`"
			}
		}
	}()
	return lines
}

// Who calls it by its interface receives until there is no more.
type watcher interface {
	watch(ctx context.Context, prefix string) <-chan string
}

type store struct{ events chan string }

func (s *store) watch(ctx context.Context, prefix string) <-chan string {
	changes := make(chan string)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case event := <-s.events:
				changes <- prefix + event
			}
		}
	}()
	return changes
}

func reload(ctx context.Context, w watcher, load func(string)) {
	for change := range w.watch(ctx, "users/") {
		load(change)
	}
}
