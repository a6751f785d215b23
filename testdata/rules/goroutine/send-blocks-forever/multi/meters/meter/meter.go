// Package meter reads meters, for whoever gives a channel.
package meter

import "context"

// Meters is what pages know of them.
type Meters interface {
	Follow(ctx context.Context, id string, readings chan<- int) error
	Drain(ctx context.Context, id string, readings chan<- int) error
	Heed(ctx context.Context, id string, readings chan<- int) error
}

// All is every meter there is.
type All struct{ Read func(string) (int, error) }

// Follow reads a meter until that fails.
func (a *All) Follow(ctx context.Context, id string, readings chan<- int) error {
	if _, err := a.Read(id); err != nil {
		return err
	}
	go func() {
		for {
			value, err := a.Read(id)
			if err != nil {
				return
			}
			readings <- value // want "this send waits for ever once the caller no longer receives from `readings`"
		}
	}()
	return nil
}

// Drain reads a meter until that fails; its caller receives until then.
func (a *All) Drain(ctx context.Context, id string, readings chan<- int) error {
	go func() {
		defer close(readings)
		for {
			value, err := a.Read(id)
			if err != nil {
				return
			}
			readings <- value
		}
	}()
	return nil
}

// Heed hears of the end.
func (a *All) Heed(ctx context.Context, id string, readings chan<- int) error {
	go func() {
		for {
			value, err := a.Read(id)
			if err != nil {
				return
			}
			select {
			case readings <- value:
			case <-ctx.Done():
				return
			}
		}
	}()
	return nil
}
