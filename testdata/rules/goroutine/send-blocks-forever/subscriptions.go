// Package subscriptions has resolvers whose channels are received from until the client has gone.
package subscriptions

import "context"

type Resolver struct{ events chan string }

type subscriptionResolver struct{ *Resolver }

type feed struct{ *Resolver }

func (r *subscriptionResolver) Names(ctx context.Context, like string) (<-chan string, error) {
	out := make(chan string)
	go func() {
		defer close(out)
		for name := range r.events {
			if name != like {
				out <- name // want "this send waits for ever once the caller no longer receives from `out`"
			}
		}
	}()
	return out, nil
}

func (r *subscriptionResolver) Heeded(ctx context.Context) (<-chan string, error) {
	out := make(chan string)
	go func() {
		defer close(out)
		for name := range r.events {
			select {
			case out <- name:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}

func (r *subscriptionResolver) Once(ctx context.Context) (<-chan string, error) {
	out := make(chan string, 1)
	go func() {
		out <- <-r.events
		close(out)
	}()
	return out, nil
}

// Nobody is known to stop receiving here.
func (f *feed) Names(ctx context.Context) (<-chan string, error) {
	out := make(chan string)
	go func() {
		defer close(out)
		for name := range f.events {
			out <- name
		}
	}()
	return out, nil
}
